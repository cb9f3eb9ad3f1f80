"""Reports: tables computed from records, displayed, printed and exported like lists."""

from sim.decision import Command, Decision, accept, refuse
from sim.erp.editing import Refused, read
from sim.erp.lookup import today
from sim.erp.module import Report
from sim.erp.outputs import Extension, added, exported_file, printed_file
from sim.erp.registry import REPORTS
from sim.erp.rights import HIDDEN, sees
from sim.erp.sheets import columns_of, report_form
from sim.facts import erp
from sim.facts.erp import Row
from sim.world import World

NO_REPORT = "Cet état n’existe pas. Revenez au menu de l’ERP."


class OpenReport(Command):
    """Display a report."""

    report: str
    parameters: Row = {}


class ExportReport(Command):
    """Export a report, as displayed."""

    report: str
    parameters: Row = {}
    format: Extension = "xlsx"


class PrintReport(Command):
    """Print a report, as displayed."""

    report: str
    parameters: Row = {}


def parameters_of(world: World, report: Report, typed: Row) -> Row:
    """Return the canonical parameters, defaults for what is not given; raise `Refused` on a bad one."""
    found: Row = {}
    for spec in report.parameters:
        default = today(world).isoformat() if spec.default == "today" else spec.default
        found[spec.name] = read(world, spec, typed.get(spec.name, default), found)
        if spec.required and not found[spec.name]:
            raise Refused(f"{spec.label_fr} : choisissez une valeur pour afficher cet état.")
    return found


def rows_of(world: World, report: Report, typed: Row) -> tuple[Row, list[Row]]:
    """Return the parameters and the rows; raise `Refused` on a bad parameter."""
    parameters = parameters_of(world, report, typed)
    return parameters, report.build(world, parameters)


def decide_open_report(world: World, command: OpenReport, now: int) -> Decision:
    """Display it."""
    found = _built(world, command.report, command.parameters)
    if isinstance(found, str):
        return refuse(found)
    report, parameters, rows = found
    return accept(erp.ReportOpened(report=report.name, parameters=parameters, rows=len(rows)))


def decide_export_report(world: World, command: ExportReport, now: int) -> Decision:
    """Put its rows on the drive as a workbook or a text file."""
    found = _built(world, command.report, command.parameters)
    if isinstance(found, str):
        return refuse(found)
    report, _, rows = found
    file, data = exported_file(
        world, report.title_fr, columns_of(world, report), rows, command.format
    )
    exported = erp.Exported(doctype=report.name, file=file, rows=len(rows))
    return accept(exported, *added(world, file, f"{report.name}/report"), files=(data,))


def decide_print_report(world: World, command: PrintReport, now: int) -> Decision:
    """Put it on the drive as a PDF."""
    found = _built(world, command.report, command.parameters)
    if isinstance(found, str):
        return refuse(found)
    report, parameters, rows = found
    file, data = printed_file(world, report.title_fr, report_form(world, report, parameters, rows))
    made = erp.OutputGenerated(
        doctype=report.name, record="/".join(parameters.values()), form="report", file=file
    )
    return accept(made, *added(world, file, f"{report.name}/report"), files=(data,))


def _built(world: World, name: str, typed: Row) -> tuple[Report, Row, list[Row]] | str:
    report = REPORTS.get(name)
    if report is None:
        return NO_REPORT
    if not sees(world, name):
        return HIDDEN.format(title=report.title_fr)
    try:
        return report, *rows_of(world, report, typed)
    except Refused as reason:
        return str(reason)
