"""Writes src/poet/registers/uk_authorities.csv from mySociety's register of UK local authorities.

Use, at the top of the repository, with the folder that holds the register's files
uk_local_authorities_current.csv and lookup_name_to_registry.csv:
.venv/bin/python scripts/authorities_table.py FOLDER

What is mended on the way is printed, and told in src/poet/registers/README.md.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from poet.register_names import evened_out_name, place_and_kinds

TABLE = Path(__file__).resolve().parents[1] / "src" / "poet" / "registers" / "uk_authorities.csv"
COLUMNS = (
    "code",
    "former_codes",
    "name",
    "official_name",
    "other_names",
    "nation",
    "region",
    "kind",
    "county",
    "ended",
    "replaced_by",
)

Authority = dict[str, str]

# Below, authorities are named by the short codes of the register.
# Codes given anew on 1 April 2025, when the boundary between the two was moved.
NEW_CODES = {"BNS": "E08000038", "SHF": "E08000039"}
NICE_NAMES = {
    "HYCA": "Hull and East Yorkshire",
    "KIN": "King's Lynn and West Norfolk",
    "RCT": "Rhondda Cynon Taf",
}
OTHER_NAMES = {
    "AGY": ("Ynys M\u00f4n",),
    "BAS": ("B&NES", "BANES"),
    "BPC": ("BCP",),
    "KEC": ("RBKC",),
    "LND": ("Corporation of London",),
    "WNM": ("RBWM",),
}
# Names that lost letters on their way into the register; and two councils under the name of one.
NOT_NAMES = {
    "Sir Ynys M\u00ef\u00bf\u00bdn",
    "ynys mn",
    "City\u00ef\u00be and County of Swansea",
    "adur and worthing borough council",
}
# The register does not say what came after the districts of Northern Ireland in 2015.
SUCCESSORS = {
    "ABC": "NIR-N NIR-O NIR-Q",
    "AND": "NIR-W NIR-X",
    "ANN": "NIR-T NIR-U",
    "CCG": "NIR-B NIR-C NIR-D NIR-E",
    "DRS": "NIR-A NIR-J",
    "FMO": "NIR-K NIR-L",
    "LBC": "NIR-S NIR-Y",
    "MEA": "NIR-F NIR-G NIR-V",
    "MUL": "NIR-H NIR-I NIR-M",
    "NMD": "NIR-P NIR-R",
}


def read(path: Path) -> list[Authority]:
    """The rows of a CSV file of the register."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def mended(register: Mapping[str, Authority]) -> Iterator[str]:
    """Mend the register in place; a sentence for each thing mended."""
    for authority in register.values():
        for field in ("official-name", "nice-name"):
            authority[field] = " ".join(authority[field].split())
    for new, old in ((new, old) for new, all_old in SUCCESSORS.items() for old in all_old.split()):
        register[old]["replaced-by"] = new
    yield from _mended_codes_and_names(register)
    yield from _mended_counties(register)
    yield from _mended_regions(register)


def _mended_codes_and_names(register: Mapping[str, Authority]) -> Iterator[str]:
    for short, code in NEW_CODES.items():
        authority = register[short]
        yield f"{authority['nice-name']}: code {authority['gss-code']} is {code} now"
        former = [authority["gss-code"], *authority["former-gss-codes"].split(",")]
        authority["former-gss-codes"] = ",".join(filter(None, former))
        authority["gss-code"] = code
    for short, name in NICE_NAMES.items():
        yield f"{register[short]['nice-name']}: called {name}"
        register[short]["nice-name"] = name


def _mended_counties(register: Mapping[str, Authority]) -> Iterator[str]:
    """A district lies in the county of the district that came after it."""
    for district in register.values():
        after = register.get(district["replaced-by"], {}).get("county-la", "")
        if district["county-la"] and after and district["county-la"] != after:
            yield f"{district['nice-name']}: county {district['county-la']} is {after}"
            district["county-la"] = after


def _mended_regions(register: Mapping[str, Authority]) -> Iterator[str]:
    """A county lies where all its districts lie; what ended, where what came after it lies."""
    for short, county in register.items():
        regions = {
            district["region"]
            for district in register.values()
            if district["county-la"] == short and district["region"]
        }
        if len(regions) == 1 and regions != {county["region"]}:
            (region,) = regions
            yield f"{county['official-name']}: region {county['region'] or 'missing'} is {region}"
            county["region"] = region
    for authority in register.values():
        if not authority["region"]:
            authority["region"] = _region_after(authority, register)
            yield f"{authority['official-name']}: region missing is {authority['region']}"


def _region_after(authority: Authority, register: Mapping[str, Authority]) -> str:
    after = register[authority["replaced-by"].split(",")[0]]
    return after["region"] or _region_after(after, register)


def other_names(authority: Authority, names: list[str]) -> list[str]:
    """The names that an authority has besides its two, without those that are understood anyway."""
    whole = {evened_out_name(authority[field]) for field in ("official-name", "nice-name")}
    places = {place_and_kinds(name)[0] for name in whole}
    kinds = frozenset().union(*(place_and_kinds(name)[1] for name in whole))
    kept = []
    # Names in capitals and small letters come before those that are all small.
    added = OTHER_NAMES.get(authority["local-authority-code"], ())
    for name in sorted({*names, *added} - NOT_NAMES, key=lambda name: (name.islower(), name)):
        plain = evened_out_name(name)
        place, said = place_and_kinds(plain)
        only_a_kind_more = place in places and place != plain and said <= kinds
        if plain not in whole and not only_a_kind_more:
            kept.append(name)
            whole.add(plain)
            places.add(place)
            kinds |= said
    return sorted(kept)


def row(authority: Authority, names: list[str], register: Mapping[str, Authority]) -> Authority:
    """One row of the table. Lists are parted by "; "."""
    codes = {short: each["gss-code"] for short, each in register.items()}
    replaced_by = filter(None, authority["replaced-by"].split(","))
    return {
        "code": authority["gss-code"],
        "former_codes": "; ".join(filter(None, authority["former-gss-codes"].split(","))),
        "name": authority["nice-name"],
        "official_name": authority["official-name"],
        "other_names": "; ".join(other_names(authority, names)),
        "nation": authority["nation"],
        "region": authority["region"],
        "kind": authority["local-authority-type-name"],
        "county": codes.get(authority["county-la"], ""),
        "ended": authority["end-date"],
        "replaced_by": "; ".join(codes[short] for short in replaced_by),
    }


def table(folder: Path) -> list[Authority]:
    """One row per authority, past or present, by code; those that never had one come last."""
    register = {
        authority["local-authority-code"]: authority
        for authority in read(folder / "uk_local_authorities_current.csv")
    }
    sys.stdout.writelines(f"{sentence}\n" for sentence in mended(register))
    names: dict[str, list[str]] = {short: [] for short in register}
    for each in read(folder / "lookup_name_to_registry.csv"):
        names[each["local-authority-code"]].append(" ".join(each["la-name"].split()))
    rows = [row(authority, names[short], register) for short, authority in register.items()]
    return sorted(rows, key=lambda row: (not row["code"], row["code"], row["official_name"]))


def main() -> None:
    """Write the table."""
    rows = table(Path(sys.argv[1]))
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    sys.stdout.write(f"{TABLE.name}: {len(rows)} authorities, {TABLE.stat().st_size:,} bytes\n")


if __name__ == "__main__":
    main()
