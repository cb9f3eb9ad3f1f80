"""The office: a pure, event-sourced simulation of an administrative desk."""
