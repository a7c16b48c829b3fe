"""What the walk says: a line for each page and a summary."""

from __future__ import annotations


class Report:
    """Prints as it goes, and remembers what the summary needs."""

    def __init__(self):
        self.pages = 0
        self.failures = 0
        self.violations = 0
        self.heaviest = (0, "")

    def page(self, name: str, weight: int, violations: int, faults: list[str]) -> None:
        self.pages += 1
        self.violations += violations
        self.heaviest = max(self.heaviest, (weight, name))
        self._line(f"{name} ({weight} bytes)", faults)

    def act(self, name: str, faults: list[str]) -> None:
        """Something that was tried besides looking at a page."""
        self._line(name, faults)

    def summary(self) -> int:
        """Prints the summary and answers with the exit code."""
        weight, name = self.heaviest
        print(f"axe found {self.violations} violations; the heaviest page is {name} with {weight} bytes")
        print(f"{self.pages} pages, {self.failures} failures")
        return 1 if self.failures or not self.pages else 0

    def _line(self, name: str, faults: list[str]) -> None:
        if faults:
            self.failures += 1
            print(f"not ok {name}: {'; '.join(faults)}", flush=True)
        else:
            print(f"ok {name}", flush=True)
