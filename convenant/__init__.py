"""The open convenant, its versions and signatures, and the convenantprojecten."""
