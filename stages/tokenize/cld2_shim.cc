#include "cld2_shim.h"

// CLD2's headers do not include what they use
#include <cstdio>

#include <cld2/public/encodings.h>

#include <cld2/public/compact_lang_det.h>

const char *
cld2_detect(const char *text, int nbytes, int *ret_reliable)
{
    CLD2::Language languages[3];
    int percent[3], text_nbytes;
    bool reliable = false;
    // not DetectLanguage(), which takes what it does not know for English
    CLD2::Language language = CLD2::ExtDetectLanguageSummary(text, nbytes, true, languages, percent,
                                                             &text_nbytes, &reliable);

    *ret_reliable = reliable;
    return CLD2::LanguageCode(language);
}
