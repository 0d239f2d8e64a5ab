#include "records/field_map.h"

#include <string.h>

G_DEFINE_QUARK(textmill - field - map - error - quark, field_map_error)

/* A mapped field. */
typedef struct {
    char *name; /* with case folded */
    FieldUse use;
    guint column; /* the number that the name is, or 0 */
} Entry;

struct _FieldMap {
    GArray *entries; /* of Entry */
    guint n_parts[FIELD_N_ROLES];
};

static const char *const role_names[FIELD_N_ROLES] = {
    [FIELD_TEXT] = "text",         [FIELD_TITLE] = "title",     [FIELD_DATE] = "date",
    [FIELD_URL] = "url",           [FIELD_SOURCE] = "source",   [FIELD_ID] = "id",
    [FIELD_LANGUAGE] = "language", [FIELD_SECTION] = "section", [FIELD_AUTHOR] = "author",
    [FIELD_PLACE] = "place",
};

/* Names that fields have, best first, in lower case and without "_", "-" and spaces. */
static const char *const known_names[FIELD_N_ROLES] = {
    [FIELD_TEXT] = "text content body article fulltext maintext articlebody articletext "
                   "articlecontent bodytext plaintext rawtext cleantext textcontent contenttext "
                   "newstext newscontent story document message texte contenu corps inhalt "
                   "artikeltext volltext texto contenido cuerpo testo contenuto conteúdo tekst "
                   "treść innehåll текст содержание metin içerik teksti sisältö 正文 内容 本文",
    [FIELD_TITLE] = "title headline articletitle newstitle heading subject titre titel titolo "
                    "título titulo überschrift schlagzeile tytuł rubrik заголовок název başlık "
                    "otsikko 标题 見出し タイトル",
    [FIELD_DATE] = "date datepublished publisheddate publishdate publicationdate published "
                   "publishedat publishedon pubdate firstpublished datetime datepublish timestamp "
                   "time created createdat datecreated createdate issued day datum fecha data "
                   "дата tarih päivämäärä 日期 日付",
    [FIELD_URL] = "url link uri href permalink webpage sourceurl articleurl canonicalurl weburl",
    [FIELD_SOURCE] = "source publication publisher outlet newspaper sourcename sourcedomain site "
                     "sitename domain media medium provider quelle zeitung fuente fonte journal "
                     "źródło källa источник kaynak",
    [FIELD_ID] = "id _id uuid guid articleid docid documentid newsid",
    [FIELD_LANGUAGE] = "language lang langue sprache idioma lingua język språk язык dil",
    [FIELD_SECTION] = "section category topic desk sectionname newsdesk categories label "
                      "rubrique ressort kategorie categoría sección seção sezione categoria "
                      "kategoria avdelning рубрика категория kategori",
    [FIELD_AUTHOR] = "author authors byline writer creator journalist auteur autor autore "
                     "författare автор yazar autores",
    [FIELD_PLACE] = "place dateline location city lieu ort lugar luogo место",
};

/* name → FieldUse + 1 in a pointer */
static GHashTable *
known_table(void)
{
    static GHashTable *table = NULL;
    static gsize ready = 0;

    if (g_once_init_enter(&ready)) {
        table = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
        for (FieldRole role = 0; role < FIELD_N_ROLES; role++) {
            g_auto(GStrv) names = g_strsplit(known_names[role], " ", -1);

            for (guint rank = 0; names[rank]; rank++)
                g_hash_table_insert(table, g_strdup(names[rank]),
                                    GUINT_TO_POINTER(role << 16 | (rank + 1)));
        }
        g_once_init_leave(&ready, 1);
    }
    return table;
}

/* With case folded and "_" for spaces inside. NULL if it is not UTF-8, or too long to be known. */
static char *
fold(RecordValue name)
{
    enum { MAX_NBYTES = 256 };
    g_autofree char *lower = NULL;

    if (name.nbytes > MAX_NBYTES || !g_utf8_validate(name.bytes, name.nbytes, NULL))
        return NULL;
    lower = g_utf8_strdown(name.bytes, name.nbytes);
    return g_utf8_normalize(g_strdelimit(g_strstrip(lower), " ", '_'), -1, G_NORMALIZE_NFC);
}

static FieldUse
find_known(const char *folded)
{
    g_autofree char *name = g_strdup(folded);
    char *to = name;
    guint found;

    for (const char *from = folded; *from; from++)
        if ((*from != '_' || from == folded) && *from != '-')
            *to++ = *from;
    *to = '\0';
    found = GPOINTER_TO_UINT(g_hash_table_lookup(known_table(), name));
    if (found == 0)
        return (FieldUse){.role = FIELD_N_ROLES};
    return (FieldUse){.role = found >> 16, .rank = (found & 0xffff) - 1};
}

static FieldUse
find_known_value(RecordValue name)
{
    g_autofree char *folded = fold(name);

    return folded ? find_known(folded) : (FieldUse){.role = FIELD_N_ROLES};
}

gboolean
field_name_is_text(RecordValue name)
{
    return find_known_value(name).role == FIELD_TEXT;
}

gboolean
field_name_is_known(RecordValue name)
{
    return find_known_value(name).role != FIELD_N_ROLES;
}

const char *
field_role_name(FieldRole role)
{
    return role_names[role];
}

static void
entry_clear(gpointer data)
{
    g_free(((Entry *)data)->name);
}

static gboolean
usage_error(GError **error, const char *format, const char *what)
{
    g_set_error(error, FIELD_MAP_ERROR, FIELD_MAP_ERROR_USAGE, format, what);
    return FALSE;
}

/* The number of a column, or 0. */
static guint
column_number(const char *name)
{
    guint64 number;

    return g_ascii_string_to_unsigned(name, 10, 1, G_MAXUINT16, &number, NULL) ? number : 0;
}

static const Entry *
find_entry(const FieldMap *map, const char *folded)
{
    for (guint i = 0; i < map->entries->len; i++) {
        const Entry *entry = &g_array_index(map->entries, Entry, i);

        if (strcmp(entry->name, folded) == 0)
            return entry;
    }
    return NULL;
}

static gboolean
add_field(FieldMap *map, FieldRole role, const char *name, GError **error)
{
    Entry entry = {.use = {role, map->n_parts[role]}};

    entry.name = fold(record_value(name));
    if (!entry.name || entry.name[0] == '\0') {
        g_free(entry.name);
        return usage_error(error, "the map names no field for %s", role_names[role]);
    }
    entry.column = column_number(entry.name);
    if (find_entry(map, entry.name)) {
        g_free(entry.name);
        return usage_error(error, "the map has the field “%s” twice", name);
    }
    if (map->n_parts[role]++ == FIELD_MAX_PARTS) {
        g_free(entry.name);
        return usage_error(error, "the map joins too many fields for %s", role_names[role]);
    }
    g_array_append_val(map->entries, entry);
    return TRUE;
}

/* One ROLE=FIELD+FIELD. */
static gboolean
add_pair(FieldMap *map, const char *pair, GError **error)
{
    const char *equals = strchr(pair, '=');
    g_autofree char *name = NULL;
    g_auto(GStrv) fields = NULL;
    FieldRole role = 0;

    if (!equals)
        return usage_error(error, "the map is not ROLE=FIELD: “%s”", pair);
    name = g_strndup(pair, equals - pair);
    while (role < FIELD_N_ROLES && g_ascii_strcasecmp(name, role_names[role]) != 0)
        role++;
    if (role == FIELD_N_ROLES)
        return usage_error(error,
                           "the map has no role “%s”; there are text, title, date, url, source, "
                           "id, language, section, author and place",
                           name);
    if (map->n_parts[role] > 0)
        return usage_error(error, "the map has the role %s twice", role_names[role]);
    fields = g_strsplit(equals + 1, "+", -1);
    for (guint i = 0; fields[i]; i++)
        if (!add_field(map, role, fields[i], error))
            return FALSE;
    return map->n_parts[role] > 0 ||
           usage_error(error, "the map names no field for %s", role_names[role]);
}

FieldMap *
field_map_new(const char *words, GError **error)
{
    g_autoptr(FieldMap) map = g_new0(FieldMap, 1);
    g_auto(GStrv) pairs = g_strsplit_set(words ? words : "", ", \t\r\n", -1);

    map->entries = g_array_new(FALSE, FALSE, sizeof(Entry));
    g_array_set_clear_func(map->entries, entry_clear);
    for (guint i = 0; pairs[i]; i++)
        if (pairs[i][0] != '\0' && !add_pair(map, pairs[i], error))
            return NULL;
    return g_steal_pointer(&map);
}

const FieldMap *
field_map_by_names(void)
{
    static gsize map = 0;

    if (g_once_init_enter(&map))
        g_once_init_leave(&map, (gsize)field_map_new(NULL, NULL));
    return (const FieldMap *)map;
}

void
field_map_free(FieldMap *map)
{
    if (!map)
        return;
    g_array_unref(map->entries);
    g_free(map);
}

FieldUse
field_map_find(const FieldMap *map, RecordValue name)
{
    g_autofree char *folded = fold(name);
    const Entry *entry;
    FieldUse use;

    if (!folded)
        return (FieldUse){.role = FIELD_N_ROLES};
    entry = find_entry(map, folded);
    if (entry)
        return entry->use;
    use = find_known(folded);
    if (use.role != FIELD_N_ROLES && map->n_parts[use.role] > 0)
        return (FieldUse){.role = FIELD_N_ROLES};
    return use;
}

FieldUse
field_map_find_column(const FieldMap *map, guint number)
{
    for (guint i = 0; i < map->entries->len; i++) {
        const Entry *entry = &g_array_index(map->entries, Entry, i);

        if (entry->column == number)
            return entry->use;
    }
    return (FieldUse){.role = FIELD_N_ROLES};
}

gboolean
field_map_has(const FieldMap *map, FieldRole role)
{
    return map->n_parts[role] > 0;
}

guint
field_map_max_column(const FieldMap *map)
{
    guint max = 0;

    for (guint i = 0; i < map->entries->len; i++)
        max = MAX(max, g_array_index(map->entries, Entry, i).column);
    return max;
}

gboolean
field_map_is_by_number(const FieldMap *map)
{
    for (guint i = 0; i < map->entries->len; i++)
        if (g_array_index(map->entries, Entry, i).column == 0)
            return FALSE;
    return map->entries->len > 0;
}
