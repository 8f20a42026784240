/* rendition.h: what the rows of a list may be answered as. Which an operation offers, and by which ending of the path
 * each may be asked for, says the contract. */
#pragma once
#include <stddef.h>

enum rendition { RENDITION_JSON, RENDITION_CSV, RENDITION_NDJSON, RENDITION_XLSX, RENDITION_COUNT };

/* Bits of a set. */
#define RENDITION_BIT(rendition) (1u << (rendition))

const char *rendition_media_type(enum rendition rendition);

/* As people call it: "CSV". */
const char *rendition_name(enum rendition rendition);

/* RENDITION_COUNT when rows are not answered as this media type. */
enum rendition rendition_find(const char *media_type);
