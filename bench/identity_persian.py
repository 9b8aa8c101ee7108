"""A hard set of Persian customers, made up: what links them wrongly in practice is in it on purpose.

Households share a family name, an address, a land line and a mailbox, with twins, and with fathers and sons of one name.
Companies share a switchboard and info@ among their people, and each has a contact named only «فروش» (sales). Names are common,
so strangers have the same. The records of one person come from four systems: one in Persian with Arabic letters here and there,
one in Latin letters in whichever spelling its clerk chose, one that people fill in themselves, and a call centre that writes
titles; with slips, gaps, moves, new numbers, days in two calendars, all digit sets and all forms of telephone numbers.

`python -m bench.identity_persian FILE.csv [--people 10000] [--seed 1]` writes a set; column `person` is the truth.
`bench/identity.py` judges with seeds of its own; seed 1 was for development.
"""

import argparse
import csv
import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from bench.identity_names import CITIES, COMPANIES, ENDINGS, FAMILIES, MEN, STREETS, TITLES, TRADES, WOMEN
from hamsoo.kernel.dates import to_jalali
from hamsoo.kernel.text import to_persian_digits

FIELDS = (
    "person",
    "system",
    "given_name",
    "family_name",
    "full_name",
    "birth_date",
    "national_id",
    "email",
    "phone",
    "address",
    "city",
    "postcode",
    "company",
)
Spellings = tuple[str, ...]


def _listed(text: str) -> list[Spellings]:
    return [tuple(entry.split(" ")) for entry in text.split(",")]


class World:
    """Made-up people, and what systems say about them."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.men, self.women, self.families, self.cities = map(_listed, (MEN, WOMEN, FAMILIES, CITIES))
        self.number = 0

    def _often_the_first(self, choices: list[Any]) -> Any:
        """Choose as names are spread: the first ones far more often."""
        return choices[
            min(int(self.chance.paretovariate(0.7)) - 1, len(choices) - 1)
            if self.chance.random() < 0.6
            else self.chance.randrange(len(choices))
        ]

    def _family(self) -> Spellings:
        base, ending = self._often_the_first(self.families), self.chance.choice(ENDINGS).split(" ")
        if len(ending) == 1:
            return base
        return (base[0] + ending[0], *(first + joint + last for first in base[1:] for last in ending[1:] for joint in ("", " ", "-")))

    def _birth(self, low: int, high: int) -> date:
        return date(self.chance.randint(low, high), 1, 1) + timedelta(days=self.chance.randrange(365))

    def _national_id(self) -> str:
        digits = [self.chance.randrange(10) for _ in range(9)]
        rest = sum(digit * (10 - place) for place, digit in enumerate(digits)) % 11
        return "".join(map(str, [*digits, rest if rest < 2 else 11 - rest]))

    def _mobile(self) -> str:
        return f"9{self.chance.choice(['12', '13', '14', '19', '35', '36', '01', '21'])}{self.chance.randrange(10**7):07}"

    def _place(self) -> dict[str, Any]:
        city = self._often_the_first(self.cities)
        street, alley = self.chance.sample(STREETS.split(","), 2)
        address = f"خیابان {street}، کوچه {alley}، پلاک {self.chance.randint(1, 300)}، واحد {self.chance.randint(1, 20)}"
        return {
            "city": city,
            "address": address,
            "postcode": f"{self.chance.randrange(10**9, 10**10)}",
            "landline": f"2{self.chance.randrange(10**9):09}",
        }

    def _person(self, **known: Any) -> dict[str, Any]:
        """Return somebody, with a mobile number, a mailbox and a place of their own unless `known` says otherwise."""
        self.number += 1
        is_man = known.get("is_man", self.chance.random() < 0.5)
        given = known.get("given") or self._often_the_first(self.men if is_man else self.women)
        family = known.get("family") or self._family()
        name = f"{given[1]}.{family[1].replace(' ', '').replace('-', '')}"
        mail = f"{name}{self.chance.randrange(10**5)}@{self.chance.choice(['gmail.com', 'yahoo.com', 'chmail.ir'])}"
        birth = self._birth(1945, 2003)
        own = {"id": self.number, "is_man": is_man, "given": given, "family": family, "birth": birth, "national": self._national_id()}
        return {**own, "mobile": self._mobile(), "mail": mail, "company": "", **(known.get("place") or self._place()), **known}

    def _household(self) -> Iterator[dict[str, Any]]:
        """Yield a family: one place, one mailbox that some use, at times a son of his father's name, at times twins."""
        place, family = self._place(), self._family()
        mail = f"{family[1].replace(' ', '').replace('-', '')}.family{self.chance.randrange(10**5)}@gmail.com"
        father = self._person(is_man=True, family=family, place=place, birth=self._birth(1945, 1970))
        yield {**father, "mail": mail}
        yield self._person(
            is_man=False, place=place, birth=self._birth(1948, 1973), **({"mail": mail} if self.chance.random() < 0.5 else {})
        )
        born, named = self._birth(1975, 2003), {father["given"]}
        for number in range(self.chance.randint(1, 3)):
            shared = {"mail": mail} if self.chance.random() < 0.4 else {}
            child = {
                "family": family,
                "place": place,
                "birth": born if number < 2 and self.chance.random() < 0.3 else self._birth(1975, 2003),
            }
            if number == 0 and self.chance.random() < 0.1:
                yield self._person(**child, **shared, is_man=True, given=father["given"])
                continue
            is_man = self.chance.random() < 0.5
            given = self.chance.choice([name for name in (self.men if is_man else self.women) if name not in named])
            named.add(given)
            yield self._person(**child, **shared, is_man=is_man, given=given)

    def _firm(self) -> Iterator[dict[str, Any]]:
        """Yield the people of a company: one switchboard, one info@, and a contact that is only called «فروش»."""
        name = f"شرکت {self.chance.choice(TRADES.split())} {self.chance.choice(COMPANIES.split())} {self.chance.choice(COMPANIES.split())}"
        place, mail = self._place(), f"info@firm{self.chance.randrange(10**6)}.ir"
        for _ in range(self.chance.randint(4, 25)):
            shares = self.chance.random()
            yield self._person(
                place=place, company=name, **({"mail": mail} if shares < 0.4 else {}), **({"mobile": ""} if shares > 0.8 else {})
            )
        yield self._person(
            given=("فروش", "foroush"),
            family=("", ""),
            place=place,
            company=name,
            mail=mail,
            mobile="",
            birth=None,
            national="",
            is_sales=True,
        )

    def people(self, count: int) -> Iterator[dict[str, Any]]:
        """Yield so many people and a few more: households, firms, and the others."""
        while self.number < count:
            kind = self.chance.random()
            if kind < 0.25:
                yield from self._household()
            elif kind < 0.3:
                yield from self._firm()
            else:
                yield self._person()

    def rows(self, count: int) -> Iterator[dict[str, str]]:
        """Yield the records of so many people, without an order that would tell anything."""
        found = [row for person in self.people(count) for row in self._records(person)]
        self.chance.shuffle(found)
        yield from found

    def _records(self, person: dict[str, Any]) -> Iterator[dict[str, str]]:
        systems = ["crm", "erp", "web", "calls"]
        writers = {"crm": self._crm, "erp": self._erp, "web": self._web, "calls": self._calls}
        if person.get("is_sales"):
            systems, writers = ["crm", "calls"], {"crm": self._crm, "calls": self._crm}
        for system in self.chance.sample(systems, min(len(systems), self.chance.choice([1, 2, 2, 3, 4]))):
            if self.chance.random() < 0.08:
                person = {**person, **self._place()}
            if person["mobile"] and self.chance.random() < 0.04:
                person = {**person, "mobile": self._mobile()}
            row = {"person": str(person["id"]), "system": system, **writers[system](person)}
            if not person["mobile"] and not person.get("is_sales"):
                row["national_id"] = person["national"]
            yield {field: text for field, text in row.items() if text}

    def _crm(self, person: dict[str, Any]) -> dict[str, str]:
        given, family = self._persian(person["given"][0]), self._persian(person["family"][0])
        return {
            "given_name": given,
            "family_name": family,
            "birth_date": self._jalali(person["birth"], 0.7),
            "national_id": self._sometimes(person["national"], 0.5),
            "phone": self._phone(person),
            "email": self._sometimes(person["mail"], 0.4),
            "address": self._sometimes(person["address"], 0.7),
            "city": person["city"][0],
            "postcode": self._sometimes(person["postcode"], 0.5),
            "company": self._sometimes(person["company"], 0.8),
        }

    def _erp(self, person: dict[str, Any]) -> dict[str, str]:
        given, family = (self._slip(self.chance.choice(person[part][1:]), 0.04).title() for part in ("given", "family"))
        born = person["birth"].isoformat() if self.chance.random() < 0.6 else ""
        return {
            "given_name": given,
            "family_name": family,
            "birth_date": born,
            "national_id": self._sometimes(self._slip_digit(person["national"], 0.03), 0.4),
            "phone": self._phone(person),
            "email": self._sometimes(person["mail"], 0.6),
            "city": person["city"][1].title(),
            "postcode": self._sometimes(person["postcode"], 0.6),
        }

    def _web(self, person: dict[str, Any]) -> dict[str, str]:
        is_latin = self.chance.random() < 0.4
        parts = [self.chance.choice(person[part][1:]) if is_latin else self._persian(person[part][0]) for part in ("given", "family")]
        return {
            "full_name": self._slip(" ".join(parts), 0.04),
            "birth_date": self._jalali(person["birth"], 0.4),
            "email": self._sometimes(person["mail"], 0.9),
            "phone": self._phone(person),
        }

    def _calls(self, person: dict[str, Any]) -> dict[str, str]:
        title = self.chance.choice(TITLES[0 if person["is_man"] else 1])
        name = f"{self._persian(person['given'][0])} {self._persian(person['family'][0])}"
        return {
            "full_name": f"{title} {name}" if self.chance.random() < 0.6 else name,
            "national_id": self._sometimes(person["national"], 0.3),
            "phone": self._phone(person),
            "city": self._sometimes(person["city"][0], 0.6),
            "company": self._sometimes(person["company"], 0.7),
        }

    def _sometimes(self, text: str, share: float) -> str:
        return text if self.chance.random() < share else ""

    def _persian(self, name: str) -> str:
        """Write a name as clerks do: Arabic letters, the half-space as a space or not at all, slips."""
        if self.chance.random() < 0.3:
            name = name.replace("ی", "ي").replace("ک", "ك")
        return self._slip(name.replace("\u200c", self.chance.choice(["\u200c", " ", ""])), 0.04)

    def _slip(self, text: str, share: float) -> str:
        """Leave a letter out, double one, or swap two, in so many texts."""
        if len(text) < 4 or self.chance.random() >= share:
            return text
        place = self.chance.randrange(1, len(text) - 1)
        return self.chance.choice(
            [
                text[:place] + text[place + 1 :],
                text[:place] + text[place] + text[place:],
                text[: place - 1] + text[place] + text[place - 1] + text[place + 1 :],
            ]
        )

    def _slip_digit(self, text: str, share: float) -> str:
        if not text or self.chance.random() >= share:
            return text
        place = self.chance.randrange(len(text))
        return text[:place] + str(self.chance.randrange(10)) + text[place + 1 :]

    def _jalali(self, day: date | None, share: float) -> str:
        if day is None or self.chance.random() >= share:
            return ""
        parts = to_jalali(day)
        text = f"{parts[0]}/{parts[1]}/{parts[2]}" if self.chance.random() < 0.5 else f"{parts[0]}/{parts[1]:02}/{parts[2]:02}"
        return to_persian_digits(text) if self.chance.random() < 0.5 else text

    def _phone(self, person: dict[str, Any]) -> str:
        """Return the mobile number, or the line that others share, in one of the forms that are in use."""
        number = person["mobile"] if person["mobile"] and self.chance.random() < 0.93 else person["landline"]
        if self.chance.random() < 0.03:
            return ""
        text = self.chance.choice(["0{}", "+98{}", "0098{}", "{}"] if number is person["mobile"] else ["0{}", "+98{}"]).format(number)
        if self.chance.random() < 0.3:
            text = f"{text[:4]} {text[4:7]} {text[7:]}"
        return to_persian_digits(text) if self.chance.random() < 0.3 else text


def write(path: str, *, people: int, seed: int) -> int:
    """Write a set as CSV and return how many records it has."""
    with open(path, "w", newline="", encoding="utf-8") as file:  # noqa: PTH123
        writer = csv.DictWriter(file, FIELDS)
        writer.writeheader()
        rows = list(World(seed).rows(people))
        writer.writerows(rows)
    return len(rows)


def main() -> None:
    """Write a set."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("file")
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    print(f"{write(asked.file, people=asked.people, seed=asked.seed)} records in {asked.file}")


if __name__ == "__main__":
    main()
