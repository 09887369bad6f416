"""The text of uploaded files."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("search", "0001_initial"),
        ("wagtaildocs", "0014_alter_document_file_size"),
    ]

    operations = [
        migrations.CreateModel(
            name="Bestandstekst",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("vingerafdruk", models.CharField(blank=True, max_length=64, verbose_name="vingerafdruk")),
                (
                    "stand",
                    models.CharField(
                        choices=[
                            ("wacht", "wacht op lezen"),
                            ("gelezen", "gelezen"),
                            ("geen_tekst", "geen tekst"),
                            ("kapot", "kapot"),
                            ("beveiligd", "beveiligd"),
                            ("andere_soort", "andere soort bestand"),
                            ("te_groot", "te groot"),
                            ("te_lang", "duurt te lang"),
                            ("weg", "bestand is weg"),
                        ],
                        default="wacht",
                        max_length=14,
                        verbose_name="stand",
                    ),
                ),
                ("tekst", models.TextField(blank=True, verbose_name="tekst")),
                ("paginas", models.PositiveIntegerField(default=0, verbose_name="pagina's")),
                ("afgekapt", models.BooleanField(default=False, verbose_name="alleen het begin gelezen")),
                ("gelezen_op", models.DateTimeField(blank=True, null=True, verbose_name="gelezen op")),
                (
                    "document",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="bestandstekst",
                        to="wagtaildocs.document",
                        verbose_name="bestand",
                    ),
                ),
            ],
            options={
                "verbose_name": "bestand in de zoekmachine",
                "verbose_name_plural": "bestanden in de zoekmachine",
                "ordering": ["document__title", "pk"],
            },
        ),
    ]
