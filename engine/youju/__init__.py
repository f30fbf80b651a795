"""有据: audits a scored self-evaluation and explains every point. The rooms are listed in docs/house.md."""

__version__ = "0.1.0"
