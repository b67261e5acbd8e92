"""Command lines to begin from, which ``--help`` of a command shows."""

from __future__ import annotations

EXAMPLES: dict[str, tuple[str, ...]] = {
    "init": (
        'timeline init eu-mercosur --parties "EU,Mercosur" --title "EU-Mercosur trade agreement" --issue "Beef quota"',
    ),
    "register": (
        'timeline register actor "Maros Sefcovic" --party EU --office "Trade Commissioner@2024-12/.."',
        'timeline register issue "Beef quota" --alias "beef" --amend --why "its usual name"',
    ),
    "ingest": (
        "timeline ingest inbox/",
        "timeline ingest statement.pdf --published 2025-09-25 --publisher 'Ministry of Trade'",
    ),
    "add": (
        'timeline add meeting --date 2025-09-24 --actor "Scott Bessent" --party KR --summary "They met in New York" '
        '--note "Call with the embassy: they met in New York."',
        'timeline add proposal --by US --act request --issue "beef quota" --term "beef_quota 1000 tonnes" '
        '--summary "Washington asks for a quota" --article a-0123456789ab --quote "asked for a quota"',
    ),
    "list": (
        "timeline list events --type proposal --party US --since 2025-09",
        "timeline list drafts --state pending",
    ),
    "review": (
        "timeline review",
        "timeline review --accept d-0123456789abcdef --leave-out",
    ),
    "status": (
        "timeline status --as-of 2025-09-30",
        'timeline status --explain "beef quota"',
    ),
    "changes": (
        "timeline changes --since friday",
        "timeline changes korea-us-2025 --since 2025-10-01 --until 2025-10-08 --format markdown",
    ),
    "sql": (
        'timeline sql "SELECT event_id, date_edtf, summary FROM events ORDER BY date_first"',
        "timeline sql @meetings --format csv",
    ),
}
"""By command, one or two lines each."""


def told(command: str) -> str | None:
    """The examples of a command as its help shows them; None where it has none."""
    lines = EXAMPLES.get(command)
    return "\n".join(["examples:", *(f"  {line}" for line in lines)]) if lines else None
