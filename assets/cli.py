"""The command `tumen`. What goes wrong for a reason that the user can mend is one line on standard error and exit status 1."""

from __future__ import annotations

import argparse
import os
import sys
import time
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from assets.folders import Folders, resolve_folders

if TYPE_CHECKING:
    import polars as pl

STOPPED = 130
NARROW, WHOLE = 60, 1_000_000  # characters of a text that a table shows
# What steers a terminal: control characters except the end of line, and marks that turn the direction of writing.
_STEERING = (range(10), range(11, 32), range(127, 160), range(0x200E, 0x2010), range(0x202A, 0x202F), range(0x2066, 0x206A))
CONTROLS = {code: "." for codes in _STEERING for code in codes}

# What can be said of a line besides kind and term: columns of the lists.
LINE_OPTIONS = {
    "hs": "chapter or heading of a good, several joined by |",
    "category": "category of a good, one of pipeline/lexicon/goods_categories.csv",
    "name": "what the term stands for (default: the term itself)",
    "country": "ISO code; of a border crossing both, joined by |",
    "variants": "other spellings of a place, joined by |",
    "latitude": "of a place, in degrees",
    "longitude": "of a place, in degrees",
    "comment": "for whoever reads the list",
}


class UnexpectedError(Exception):
    """Tumen failed where it should not ({reason}); details are in {log}. If the state folder is damaged, tumen run --force mends it."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; the exit status."""
    given = _parser().parse_args(arguments)
    try:
        return int(given.do(given))
    except BrokenPipeError:  # somebody looked at the first lines only
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print("Stopped. What is done is kept; the next run goes on from there.", file=sys.stderr)
        return STOPPED
    except Exception as error:
        print(_sentence(error, given), file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="tumen", description="Trade facts out of news text: raw files in, one DuckDB file out.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    run = commands.add_parser("run", help="read what is new, extract, check and publish")
    run.add_argument("--force", action="store_true", help="forget what is kept from former runs and do everything anew")
    run.add_argument("--engine", choices=["local", "spark"], default="local", help="who extracts (spark needs the extra 'spark' and Java)")
    run.add_argument("--master", metavar="URL", default="local[*]", help="where Spark works, as spark-submit takes it (default: here)")
    run.set_defaults(do=_run)
    explain = commands.add_parser("explain", help="show the facts of one text, and the rule behind each")
    explain.add_argument("file", nargs="?", metavar="FILE", help="a text file (default: standard input)")
    explain.set_defaults(do=_explain)
    query = commands.add_parser("query", help="ask the published file a question in SQL")
    query.add_argument("sql", metavar="SQL")
    query.add_argument("--full", action="store_true", help=f"show texts whole, not their first {NARROW} characters")
    query.set_defaults(do=_query)
    report = commands.add_parser("report", help="write the report: one HTML page with everything in it")
    report.add_argument("--out", metavar="FILE", help="the page (default: beside the warehouse, ending in .html)")
    report.set_defaults(do=_report)
    export = commands.add_parser("export", help="write the published file for other tools")
    export.add_argument("--format", choices=["parquet", "csv", "geojson", "ftm"], required=True)
    export.add_argument("--out", metavar="DIR", required=True, help="a new or empty folder, or that of an earlier export")
    export.set_defaults(do=_export)
    feeds = commands.add_parser("feeds", help="ask the news feeds of feeds.toml, and put what is new into the folder of texts")
    feeds.add_argument("--feeds", metavar="FILE", help="the list of feeds (default: feeds.toml)")
    feeds.set_defaults(do=_feeds)
    shell = commands.add_parser("shell", help="look around in the published file in a terminal (needs the extra 'shell')")
    shell.set_defaults(do=_shell)
    daemon = commands.add_parser("daemon", help="run Dagster's schedule and sensors on this machine, without its page")
    daemon.set_defaults(do=_daemon)
    ui = commands.add_parser("ui", help="open Dagster on this machine: the flow, its runs, schedule and sensor")
    ui.add_argument("--port", type=int, default=3000)
    ui.set_defaults(do=_ui)
    commands.add_parser("version", help="print the version").set_defaults(do=_version)
    for command in (run, query, report, export, shell, ui, daemon):
        command.add_argument("--warehouse", metavar="FILE", help="the published file (default: warehouse/tumen.duckdb)")
    lexicon = commands.add_parser("lexicon", help="the words that Tumen lacks, and lines of your own for them")
    _lexicon_commands(lexicon.add_subparsers(required=True, metavar="COMMAND"))
    for command in (run, explain, ui, daemon):
        command.add_argument("--lexicon", metavar="DIR", help="a folder of lexicon lines of your own (default: none)")
    for command in (run, ui, daemon, feeds):
        command.add_argument("--raw", metavar="DIR", help="the folder of texts (default: raw), with Spark also an address")
        command.add_argument("--state", metavar="DIR", help="where Dagster and what makes the next run cheap live (default: .state)")
    return parser


def _lexicon_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    add = commands.add_parser("add", help="check a line and append it to the right list of your folder")
    add.add_argument("kind", metavar="KIND", help="good, company, organisation, person, media, government, place, port, crossing, …")
    add.add_argument("term", metavar="TERM", help="as it stands in texts; a good in the singular")
    add.add_argument("--lexicon", metavar="DIR", help="the folder (default: TUMEN_LEXICON); made where it is missing")
    add.add_argument("--weak", action="store_true", help="the term counts only in company: of trade, of its country, of a word for a firm")
    add.add_argument("--override", action="store_true", help="also where the shipped list has the term")
    for option, what in LINE_OPTIONS.items():
        add.add_argument(f"--{option}", metavar=option.upper(), default="", help=what)
    add.set_defaults(do=_lexicon_add)
    candidates = commands.add_parser("candidates", help="terms of the published file that no lexicon has, the most frequent first")
    candidates.add_argument("--kind", choices=["good", "actor", "place"])
    candidates.add_argument("--limit", type=int, default=20, metavar="N")
    candidates.add_argument("--warehouse", metavar="FILE", help="the published file (default: warehouse/tumen.duckdb)")
    candidates.set_defaults(do=_lexicon_candidates, full=False)


def _folders(given: argparse.Namespace) -> Folders:
    return resolve_folders(*(getattr(given, name, None) for name in ("raw", "warehouse", "state", "lexicon")))


def _run(given: argparse.Namespace) -> int:
    from assets.journal import note_unchanged
    from assets.progress import Bars, Lines, reporting, step
    from assets.publishing import is_current
    from assets.spark import require_engine
    from pipeline.lexicon.own import use_lexicon
    from warehouse.checks import run_checks
    from warehouse.errors import one_line
    from warehouse.summary import summarise

    begun = time.monotonic()
    folders = _folders(given)
    require_engine(folders, given.engine)
    use_lexicon(folders.lexicon)
    with reporting(Bars() if sys.stdout.isatty() else Lines()):
        if given.force or folders.address or not is_current(folders):
            with step("Starting Dagster"):
                from assets.run import run_job
            run_job(folders, force=given.force, engine={"name": given.engine, "master": given.master})
        else:
            note_unchanged(folders, begun)
            print("Nothing has changed since the last run.")
    print(*summarise(folders.warehouse).lines(), sep="\n")
    for warning in run_checks(folders.warehouse, "warnings"):
        if not warning.passed:
            print(f"Warning, not so: {warning.proves} {one_line(warning.first_rows[0])}", file=sys.stderr)
    return 0


def _explain(given: argparse.Namespace) -> int:
    import shutil

    from assets.explain import explain
    from pipeline.documents.encodings import decode
    from pipeline.lexicon.own import use_lexicon

    use_lexicon(_folders(given).lexicon)
    data = Path(given.file).read_bytes() if given.file else sys.stdin.buffer.read()
    colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    print(explain(decode(data).text, color=colour, width=shutil.get_terminal_size((100, 24)).columns))
    return 0


def _query(given: argparse.Namespace) -> int:
    from warehouse.reading import query

    _show(query(_folders(given).warehouse, given.sql), full=given.full)
    return 0


def _lexicon_add(given: argparse.Namespace) -> int:
    from assets.lexicon import add_line

    folder = _folders(given).lexicon
    if folder is None:
        print("Which folder? Give --lexicon DIR, or set TUMEN_LEXICON.", file=sys.stderr)
        return 1
    told = {option: str(getattr(given, option)) for option in LINE_OPTIONS}
    print(add_line(folder, given.kind, given.term, told, is_weak=given.weak, overrides=given.override))
    return 0


def _lexicon_candidates(given: argparse.Namespace) -> int:
    from warehouse.candidates import top_candidates

    _show(top_candidates(_folders(given).warehouse, given.kind, given.limit), full=given.full)
    return 0


def _show(rows: pl.DataFrame, *, full: bool) -> None:
    """Print a table, its texts whole or cut, without what steers a terminal."""
    import polars as pl

    with pl.Config(
        tbl_rows=-1,
        tbl_cols=-1,
        tbl_hide_dataframe_shape=True,
        tbl_hide_column_data_types=True,
        fmt_str_lengths=WHOLE if full else NARROW,
        tbl_width_chars=-1,
    ):
        print(str(rows).translate(CONTROLS))


def _report(given: argparse.Namespace) -> int:
    from assets.reporting import report_page
    from warehouse.report.build import write_report

    folders = _folders(given)
    page = Path(given.out).expanduser().absolute() if given.out else report_page(folders)
    size = write_report(folders.warehouse, page)
    print(f"{page} ({size / 1e6:.1f} MB)")
    return 0


def _export(given: argparse.Namespace) -> int:
    from warehouse.export import export

    done = export(_folders(given).warehouse, given.format, Path(given.out).expanduser().absolute())
    for name, rows in done.rows.items():
        print(f"{name}: {rows:,}")
    print(done.folder)
    return 0


def _feeds(given: argparse.Namespace) -> int:
    from assets.feed_list import feeds_file, load_feed_list
    from assets.feeds import tell_feeds
    from assets.spark import require_engine

    folders = _folders(given)
    require_engine(folders, "local")
    return int(not tell_feeds(folders, load_feed_list(feeds_file(given.feeds))))


def _shell(given: argparse.Namespace) -> int:
    from warehouse.shell import shell_command

    command = shell_command(_folders(given).warehouse)
    os.execv(command[0], command)


def _ui(given: argparse.Namespace) -> int:
    _prepare_dagster(given)
    page = ["--host", "127.0.0.1", "--port", str(given.port)]
    os.execv(sys.executable, [sys.executable, "-m", "dagster", "dev", "--module-name", "assets.definitions", *page])


def _daemon(given: argparse.Namespace) -> int:
    _prepare_dagster(given)
    os.execv(sys.executable, [sys.executable, "-m", "dagster._daemon", "run", "--module-name", "assets.definitions"])


def _prepare_dagster(given: argparse.Namespace) -> None:
    """Make Dagster's instance, and tell the processes that it will start of the folders."""
    from assets.run import prepare_home
    from assets.spark import require_engine

    folders = _folders(given)
    require_engine(folders, "local")
    prepare_home(folders.home)
    os.environ.update(TUMEN_RAW=str(folders.raw), TUMEN_WAREHOUSE=str(folders.warehouse), TUMEN_STATE=str(folders.state))
    if folders.lexicon:
        os.environ["TUMEN_LEXICON"] = str(folders.lexicon)


def _version(given: argparse.Namespace) -> int:
    from assets.versions import tumen_version

    print(f"tumen {tumen_version() or '(not installed)'}")
    return 0


def _sentence(error: Exception, given: argparse.Namespace) -> str:
    """One line for the user; for what nobody expected a line that leads to the details."""
    from assets.feed_list import FeedListError
    from pipeline.documents.failures import ReadFailure
    from pipeline.lexicon.sources import LexiconError
    from warehouse.errors import WarehouseError, one_line

    if isinstance(error, WarehouseError | ReadFailure | LexiconError | FeedListError):
        return one_line(error)
    if isinstance(error, OSError):
        said = f"{error.strerror}: {error.filename}" if error.strerror and error.filename else str(error)
        return one_line(f"tumen: {said}")
    log = _folders(given).state / "error.log"  # of the last failure, whenever that was
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        log.write_text("".join(traceback.format_exception(error)), encoding="utf-8")
    except OSError:
        traceback.print_exception(error)
    return (UnexpectedError.__doc__ or "").format(reason=one_line(f"{type(error).__name__}: {error}", 160), log=log)


if __name__ == "__main__":
    sys.exit(main())
