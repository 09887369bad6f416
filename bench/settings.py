"""The demo's settings with one more address: the bare view that pages are compared with."""

from portal.settings.demo import *  # noqa: F403

ROOT_URLCONF = "bench.urls"
