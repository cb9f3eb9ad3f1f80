"""Print how well office messages are understood by the rules, and what is left to a person: `python -m tests.sim.language.report [--mistakes] [FOLDER]`.

Of the held-out part, figures only: whoever mends a rule never sees its texts.
"""

import argparse
from pathlib import Path

from sim.language.proof import UNPROVED
from sim.language.understanding import by_the_rules
from tests.sim.language.measured import FOLDER, GROUPS, Figures, Measure, files, measure, messages


def table(part: str, result: Measure, count: int) -> str:
    """Return the figures of a part, label by label and pooled."""
    lines = [
        f"{part}: {count} messages",
        f"{'label':12} {'right':>6} {'wrong':>6} {'missed':>6} {'left':>6} {'precision':>10} {'recall':>7}",
    ]
    for group, labels in GROUPS.items():
        lines += [_row(label, result.figures[label]) for label in labels]
        if len(labels) > 1:
            lines.append(_row(f"= {group}", result.pooled(labels)))
    return "\n".join(lines)


def _row(name: str, one: Figures) -> str:
    mark = "  left to a person" if name in UNPROVED else ""
    return f"{name:12} {one.right:6} {one.wrong:6} {one.missed:6} {one.left:6} {one.precision:10.3f} {one.recall:7.3f}{mark}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=FOLDER)
    parser.add_argument("--mistakes", action="store_true", help="show those of the worked part")
    asked = parser.parse_args()
    for part in ("worked", "held_out"):
        found = list(messages(files(part, asked.folder)))
        result = measure(found, listen=by_the_rules)
        print(table(part, result, len(found)), "\n")
        if asked.mistakes and part == "worked":
            for mistake in result.mistakes:
                print(*mistake)


if __name__ == "__main__":
    main()
