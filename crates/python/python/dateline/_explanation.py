"""What dateline found of a page's dates, for a person to read."""

from __future__ import annotations

from html import escape
from typing import Any, Dict, List

_HOW = {
    "given": "given by you",
    "printed": "printed on the page",
    "metadata": "by its metadata",
    "inferred": "inferred from what it says",
}


class Explanation:
    """A page's day and its dates that cannot be right; ``record`` has all that was found."""

    def __init__(self, record: Dict[str, Any]) -> None:
        self.record = record

    @property
    def corrections(self) -> List[Dict[str, Any]]:
        """Every date that cannot be right."""
        return self.record.get("corrections") or []

    def _published(self) -> str:
        dating = self.record["dating"]
        if dating["day"] is None:
            return "the page does not tell its day"
        words = f"{dating['day']}, {_HOW.get(dating['method'], dating['method'])}"
        if dating["method"] != "given":
            words += f", with confidence {dating['confidence']:.2f}"
        if dating.get("runner_up"):
            words += f"; if not then, on {dating['runner_up']}"
        return words

    @staticmethod
    def _verdict(correction: Dict[str, Any]) -> str:
        # In the words of `dateline explain`.
        was, now, is_claim = correction["was"], correction["now"], correction["kind"] == "claimed_date"
        if now is None:
            return f"doubted: {was}" if is_claim else f"left as printed, {was}: nothing on the page settles it"
        if not correction["applied"]:
            return f"left as printed, {was}; {now} would fit"
        if now == was:
            return f"repaired: the weekday is wrong, {was} stands"
        return f"not believed: the page is of {now}, not of {was}" if is_claim else f"repaired: {was} is {now}"

    def __str__(self) -> str:
        lines = [f"Published {self._published()}"]
        for clue in self.record["dating"]["evidence"]:
            lines.append(f"  {clue['weight']:+5.1f}  “{clue['text']}”: {clue['says']}")
        lines.append("What cannot be right" if self.corrections else "What cannot be right: nothing")
        for correction in self.corrections:
            kind = correction["kind"].replace("_", " ")
            words = f" “{correction['text']}”" if correction["text"] else ""
            lines.append(f"  {kind}{words}: {self._verdict(correction)}")
            lines.append(f"      {correction['evidence']}")
        return "\n".join(lines)

    __repr__ = __str__

    def _repr_html_(self) -> str:
        title = (self.record.get("article") or {}).get("title")
        parts = [f"<h4>{escape(title)}</h4>" if title else ""]
        parts.append(f"<p>Published <b>{escape(self._published())}</b></p>")
        parts.append("<table><thead><tr><th>weight</th><th>passage</th><th>says</th></tr></thead><tbody>")
        for clue in self.record["dating"]["evidence"]:
            cells = f"{clue['weight']:+.1f}", clue["text"], clue["says"]
            parts.append("<tr>" + "".join(f"<td>{escape(str(cell))}</td>" for cell in cells) + "</tr>")
        parts.append("</tbody></table>")
        if self.corrections:
            heads = "kind", "passage", "verdict", "evidence"
            parts.append("<table><thead><tr>" + "".join(f"<th>{head}</th>" for head in heads) + "</tr></thead><tbody>")
            for correction in self.corrections:
                kind = correction["kind"].replace("_", " ")
                cells = kind, correction["text"] or "", self._verdict(correction), correction["evidence"]
                parts.append("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>")
            parts.append("</tbody></table>")
        return "".join(parts)
