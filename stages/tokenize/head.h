/*
 * What stands around the text of an article: head, title, dateline; and where the body begins.
 *
 * In this order, each perhaps missing:
 *
 * - A header block: consecutive `Key: value` lines (folded ones continue with white space) before a
 *   blank line; at least two, or one whose key metadata.h knows. A key has 1 to 40 letters, digits,
 *   '-', '_' and at most three spaces, or none and '.'. A block without any known key must not read
 *   like a dialogue.
 * - A marker ` date 2025-05-16 `.
 * - A title: the value of title, headline or subject; else the first line, if a blank line follows,
 *   it has at most 200 bytes, no end of a sentence in it and none of `. : ; ,` at its end (an
 *   abbreviation like "U.S." excepted). A byline or a sure dateline in the next line will do
 * instead of the blank one. A text is never title only.
 * - Bylines (byline.h), markers and a dateline or credit (dateline.h), the start of the body.
 *
 * Lines of mail and news messages (blocks with From and one of Newsgroups, Message-ID, Received,
 * To) are never titles or datelines.
 */
#ifndef TEXTMILL_HEAD_H
#define TEXTMILL_HEAD_H

#include "metadata.h"
#include "paragraphs.h"

#include <glib.h>

/* What is known before the text is read. */
typedef struct {
    NewsDate date;      /* of the name or the record: gives "March 31" its year; may be all zero */
    gboolean has_title; /* the record has one: do not look for it in the first line */
} HeadContext;

typedef struct {
    Metadata metadata; /* what the text itself says; context->date is not in it */
    GArray *parts;     /* Paragraph: tile [0, body_start), kinds head and title */
    guint32 body_start;
    gboolean is_message; /* mail or news: paragraphs_cut() wants to know */
    GArray *fields;      /* scratch */
} ArticleHead;

/* To be used again for article after article by one thread. */
void head_init(ArticleHead *head);
void head_release(ArticleHead *head);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ArticleHead, head_release)

/* Read the head of text, nbytes of valid UTF-8. What ret held before is forgotten. */
void head_read(const char *text, gsize nbytes, const HeadContext *context, ArticleHead *ret);

#endif
