/*
 * Web addresses and domains inside running text.
 */
#ifndef TEXTMILL_WEB_ADDRESS_H
#define TEXTMILL_WEB_ADDRESS_H

#include <glib.h>

/* How sure one may be that what follows is a domain, if it looks like one. */
typedef enum {
    DOMAIN_BARE, /* only its ending tells: example.com, but not it.it's or said.So */
    DOMAIN_SURE, /* behind "www." or the @ of an e-mail address: any ending will do */
} DomainContext;

/*
 * The end of the domain name that begins at start, or 0 if none does. *ret_scanned (may be NULL) is
 * set to where the looking ended: with the context DOMAIN_BARE no further domain begins before it,
 * so that a caller who keeps it goes over any text in linear time. A port or path is not included.
 *
 * A bare domain ends in a known top-level domain in lower case, or is all in upper case and ends in
 * one of three letters or more. Where the ending is a word too (it, so, in, is), a path must
 * follow: youtu.be/x is one, go.to is not.
 */
guint32 web_domain_end(const char *text, guint32 start, guint32 end, DomainContext context,
                       guint32 *ret_scanned);

/* The n-th of the known endings in ASCII, in the order of their bytes; NULL behind the last. */
const char *web_domain_known_ending(guint n);

/*
 * The end of the web address of which [start, pos) has been read (scheme, host): everything up to
 * white space, angle brackets, quotation marks and other characters that are in no address, without
 * the punctuation of the sentence and closing brackets that it does not open itself.
 */
guint32 web_address_end(const char *text, guint32 start, guint32 pos, guint32 end);

#endif
