/*
 * RecordPrinter: a record as one line of text. stages/FORMAT.md says how (in "Records as text"),
 * and scripts/read-container prints the same.
 */
#ifndef TEXTMILL_RECORD_PRINTER_H
#define TEXTMILL_RECORD_PRINTER_H

#include <glib.h>

#include "container/schema.h"

/* Appends the names of the columns, without the line's end: "number	cells[n v]". */
void record_print_names(const Schema *schema, GString *line);

/* Appends the record that section_next() went to. After damage (section->failed) the line is not
 * whole. */
void record_print(const Schema *schema, SectionReader *section, GString *line);

/* Appends bytes as they stand in a line; in_list: where spaces and brackets would mislead. */
void record_print_bytes(const void *bytes, gsize nbytes, gboolean in_list, GString *line);

#endif
