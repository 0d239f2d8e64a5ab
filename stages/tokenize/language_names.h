/* Codes of languages, from the many ways in which heads and records name them. */
#ifndef TEXTMILL_LANGUAGE_NAMES_H
#define TEXTMILL_LANGUAGE_NAMES_H

#include <glib.h>

/*
 * The ISO 639-1 code that value (nbytes) names, a static string; NULL if it names none we know.
 * Read are codes of two letters (ISO 639-1) and, of the languages in the table, of three (ISO
 * 639-2) and names in English and in the language itself; regions and scripts are left out:
 * "English", "en-US", "en_GB.UTF-8", "deu", "ger", "Français", "Chinese (simplified)". Norwegian is
 * `no` in both its written standards.
 */
const char *languages_code(const char *value, gsize nbytes);

#endif
