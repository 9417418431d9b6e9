"""``load_events.R``: reads the tables of an export into R, with nothing but R itself."""

from collections.abc import Sequence

from coder.formats.flavours.reading import Measured
from coder.model.table import Column, ColumnType

NAME = "load_events.R"
_TEXT = r"""# Read the tables beside this file, each column with its type. It needs R alone, no packages.
#
# Rscript load_events.R prints how many rows there are, and totals. In a script or a notebook:
#
#   source("load_events.R")
#   events <- tables$events
#
# Ids are text, however they look. Levels are factors in the order of the scheme. Yes and no are logical. A cell that
# is empty is NA; codebook.csv says when that is so. The tables may also be those that were written for Excel.

most_columns <- 100
numbers <- c("integer", "number", "yes_no")

find_folder <- function() {
  for (frame in rev(sys.frames())) {
    if (!is.null(frame$ofile)) return(dirname(normalizePath(frame$ofile)))
  }
  file <- sub("^--file=", "", grep("^--file=", commandArgs(FALSE), value = TRUE))
  if (length(file) != 1) return(getwd())
  dirname(normalizePath(gsub("~+~", " ", file, fixed = TRUE)))
}

types <- list()
@TYPES@
as_whole <- function(cells) {
  values <- as.numeric(cells)
  if (any(abs(values) > .Machine$integer.max, na.rm = TRUE)) values else as.integer(values)
}

as_level <- function(cells, levels) {
  factor(cells, levels = c(levels, sort(setdiff(unique(cells[!is.na(cells)]), levels), method = "radix")))
}

as_type <- function(cells, type, decimal) {
  switch(type[1],
    integer = as_whole(cells),
    number = as.numeric(sub(decimal, ".", cells, fixed = TRUE)),
    yes_no = cells == "1",
    level = as_level(cells, type[-1]),
    cells
  )
}

load_table <- function(name, folder = find_folder()) {
  path <- file.path(folder, paste0(name, ".csv"))
  head <- readLines(path, n = 1, encoding = "UTF-8", warn = FALSE)
  # the mark that Excel's files begin with: readLines leaves it out in a UTF-8 locale
  excel <- identical(readBin(path, "raw", 3), as.raw(c(0xef, 0xbb, 0xbf)))
  signs <- c(",", ";", "\t")
  counts <- vapply(signs, function(sign) nchar(gsub(paste0("[^", sign, "]"), "", head)), 1)
  sign <- signs[which.max(counts)]
  decimal <- if (sign == ";") "," else "."
  wanted <- types[[name]]
  cells <- if (length(readLines(path, n = 2, warn = FALSE)) < 2) {
    lapply(wanted, function(type) character())
  } else {
    read.table(path,
      header = FALSE, skip = 1, sep = sign, quote = "\"", comment.char = "", na.strings = "", colClasses = "character",
      col.names = names(wanted), check.names = FALSE, encoding = "UTF-8", blank.lines.skip = FALSE
    )
  }
  columns <- Map(function(values, type) {
    if (excel && !(type[1] %in% numbers)) {
      values <- sub("^'('*([=+\\-@\t\r]|-?\\d+,\\d+$))", "\\1", values, perl = TRUE)
    }
    as_type(values, type, decimal)
  }, cells, wanted)
  structure(columns, names = names(wanted), class = "data.frame", row.names = seq_along(columns[[1]]))
}

load_tables <- function(folder = find_folder()) {
  force(folder)
  sapply(names(types), load_table, folder = folder, simplify = FALSE)
}

print_total <- function(column, values) {
  there <- as.numeric(values[!is.na(values)])
  cat(sprintf("  %s: %d values, total %.6f\n", column, length(there), sum(there)))
}

print_totals <- function(tables) {
  for (name in names(types)) {
    frame <- tables[[name]]
    cat(sprintf("%s: %d rows, %d columns\n", name, nrow(frame), ncol(frame)))
    counted <- names(types[[name]])[vapply(types[[name]], function(type) type[1] %in% numbers, TRUE)]
    if (length(counted) > most_columns) {
      print_total("all numbers", unlist(lapply(frame[counted], as.numeric)))
    } else {
      for (column in counted) print_total(column, frame[[column]])
    }
  }
}

tables <- load_tables()
if (sys.nframe() == 0L) print_totals(tables)
"""


def format_r(tables: Sequence[Measured]) -> str:
    """Return the script for some tables, in ASCII."""
    return _TEXT.replace("@TYPES@", "".join(map(_table, tables)))


def _table(measured: Measured) -> str:
    lines = ",\n".join(f"  {_string(column.name)} = {_type(measured, column)}" for column in measured.table.columns)
    return f"types[[{_string(measured.table.name)}]] <- list(\n{lines}\n)\n"


def _type(measured: Measured, column: Column) -> str:
    levels = [level.id for level in measured.levels[column.name]] if column.type is ColumnType.LEVEL else []
    said = ", ".join(map(_string, (column.type.value, *levels)))
    return f"c({said})" if levels else said


def _string(text: str) -> str:
    """Write a text as R reads it in any locale."""
    return f'"{"".join(map(_sign, text))}"'


def _sign(sign: str) -> str:
    if sign in '"\\':
        return f"\\{sign}"
    return sign if " " <= sign <= "~" else f"\\U{ord(sign):08x}" if ord(sign) > 0xFFFF else f"\\u{ord(sign):04x}"
