/* RecordFields: makes an article's values of the fields of a record. A part of record_reader.h. */
#ifndef TEXTMILL_RECORD_FIELDS_H
#define TEXTMILL_RECORD_FIELDS_H

#include "records/record_reader.h"

typedef struct _RecordFields RecordFields;

/* converter: of what is no UTF-8 in CSV, NULL to repair it; map may be NULL. All outlive it. */
RecordFields *record_fields_new(const RecordFormat *format, EncodingConverter *converter,
                                const FieldMap *map);
void record_fields_free(RecordFields *fields);

/* Tells the names of the columns. FALSE if none of them is the text: the message says it. */
gboolean record_fields_set_columns(RecordFields *fields, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Fills in what record has to be made of its n fields; of columns their names are known. */
void record_fields_take(RecordFields *fields, const RecordField *list, guint n, Record *record);
void record_fields_take_columns(RecordFields *fields, const RecordValue *values, guint n,
                                Record *record);

#endif
