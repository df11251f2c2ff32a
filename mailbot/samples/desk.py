"""The invented desk of the samples: its site, for a preview without settings."""

from datetime import tzinfo

from mailbot.domain.calendar import WorkCalendar
from mailbot.domain.site import Contacts, Site, StaffMember


def sample_site(zone: tzinfo) -> Site:
    """A desk in this zone, with letters in Italian and English."""
    return Site(
        name="RMA VoiSmart",
        address="rma@voismart.example",
        aliases=(),
        trusted_server="",
        secret=b"the samples keep nothing secret.",
        zone=zone,
        language="it",
        languages=("it", "en"),
        number_prefix="RMA",
        number_digits=5,
        plus_addressing=True,
        staff=(
            StaffMember(
                "giulia.ferri",
                "Giulia Ferri",
                ("giulia.ferri@voismart.example",),
                ("support", "lab", "warehouse"),
            ),
        ),
        role_addresses={"support": ("giulia.ferri@voismart.example",)},
        contacts=Contacts(
            company="VoiSmart S.r.l.",
            sales_name="Elena Marchetti",
            sales_address="elena.marchetti@voismart.example",
            info_address="info@voismart.example",
            warehouse=(
                "VoiSmart S.r.l. - Magazzino RMA",
                "Via dell'Industria 12",
                "20060 Cassina de' Pecchi (MI)",
            ),
            phone="02 5550100",
        ),
        calendar=WorkCalendar(zone),
    )
