#include "http/upload.h"

#include <errno.h>
#include <string.h>
#include <strings.h>

#include "base/log.h"
#include "http/problem.h"
#include "http/request.h"

struct upload *upload_create(struct request *request, const struct http_options *options)
{
    struct upload *upload = arena_alloc(&request->arena, sizeof *upload);

    upload->rules = request->operation->upload;
    upload->most_bytes = options->most_upload_bytes ? options->most_upload_bytes : upload->rules->most_bytes;
    upload->spool.fd = -1;
    return upload;
}

/* "pdf, docx, ..." */
static const char *list_endings(struct request *request)
{
    const struct stream_rules *rules = request->upload->rules;
    const char *list = "";

    for (size_t i = 0; i < rules->count; i++)
        list = arena_printf(&request->arena, "%s%s%s", list, i ? ", " : "", rules->types[i].endings[0]);
    return list;
}

/* What says nothing is as good as nothing: RFC 2046, section 4.5.1. */
static void read_media_type(struct request *request)
{
    static const char unknown[] = "application/octet-stream";
    const char *given = request->content_type;
    size_t bytes = given ? strcspn(given, "; \t") : 0;

    if (!given || (bytes == strlen(unknown) && strncasecmp(given, unknown, bytes) == 0))
        return;
    request->upload->declared = stream_find_type(request->upload->rules, given, bytes);
    if (!request->upload->declared)
        request_refuse(request, PROBLEM_MEDIA_TYPE,
                       arena_printf(&request->arena,
                                    "The document came as %.100s; what is taken is %s. Without a Content-Type its "
                                    "content says what it is (curl -T sends none).",
                                    given, list_endings(request)));
}

static bool is_known_ending(const struct stream_rules *rules, const char *ending)
{
    for (size_t i = 0; i < rules->count; i++)
        if (stream_has_ending(&rules->types[i], ending))
            return true;
    return false;
}

static void read_name(struct request *request)
{
    const struct value *value = request_find_value(request, "filename");
    const char *dot = value ? strrchr(value->texts[0], '.') : NULL;

    if (!value)
        return;
    if (dot && dot > value->texts[0] && is_known_ending(request->upload->rules, dot + 1)) {
        request->upload->ending = dot + 1;
        return;
    }
    faults_add(&request->faults, "/filename", "ending", "filename must end as a document's does: %s",
               list_endings(request));
    request_refuse(request, PROBLEM_INVALID_PARAMETER, NULL);
}

static void read_digests(struct request *request)
{
    struct digests *expected = &request->upload->expected;

    if (!digests_read(expected, request->content_digest) || !digests_read(expected, request->repr_digest) ||
        !digests_read_former(expected, request->digest))
        request_refuse(request, PROBLEM_MALFORMED_REQUEST,
                       "The digest can not be read, or two of them differ; it looks like Content-Digest: "
                       "sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:");
}

void upload_begin(struct request *request)
{
    struct upload *upload = request->upload;

    /* RFC 9110, section 14.5: a part that were taken for the whole would destroy it. */
    if (request->content_range)
        request_refuse(request, PROBLEM_MALFORMED_REQUEST, "A document is sent as a whole, without Content-Range.");
    read_media_type(request);
    read_name(request);
    read_digests(request);
    if (upload->declared && upload->ending && !stream_has_ending(upload->declared, upload->ending))
        request_refuse(request, PROBLEM_MEDIA_TYPE,
                       arena_printf(&request->arena, "The document came as %s, and its name ends in .%s.",
                                    upload->declared->name, upload->ending));
    crypto_hash_sha256_init(&upload->sha256);
    crypto_hash_sha512_init(&upload->sha512);
}

static bool is_full(int error)
{
    return error == -ENOSPC || error == -EDQUOT || error == -EFBIG;
}

static void refuse_room(struct request *request, int error)
{
    log_error("spool", "request=%s message=%s", request->id, log_quote(strerror(-error)));
    request_refuse(request, is_full(error) ? PROBLEM_NO_ROOM : PROBLEM_UNAVAILABLE,
                   is_full(error) ? NULL : "The document could not be kept until it was whole.");
    upload_close(request->upload);
}

void upload_open(struct request *request, const char *folder)
{
    int error = spool_open(&request->upload->spool, folder);

    if (error)
        refuse_room(request, error);
}

void upload_take(struct request *request, const char *bytes, size_t count)
{
    struct upload *upload = request->upload;
    int error = spool_write(&upload->spool, bytes, count);

    if (error) {
        refuse_room(request, error);
        return;
    }
    crypto_hash_sha256_update(&upload->sha256, (const unsigned char *)bytes, count);
    if (upload->expected.has_sha512)
        crypto_hash_sha512_update(&upload->sha512, (const unsigned char *)bytes, count);
}

static bool has_expected_digests(struct upload *upload, const unsigned char *sha256)
{
    unsigned char sha512[SHA512_BYTES];

    if (upload->expected.has_sha256 && memcmp(upload->expected.sha256, sha256, SHA256_BYTES) != 0)
        return false;
    crypto_hash_sha512_final(&upload->sha512, sha512);
    return !upload->expected.has_sha512 || memcmp(upload->expected.sha512, sha512, SHA512_BYTES) == 0;
}

void upload_end(struct request *request)
{
    struct upload *upload = request->upload;
    unsigned char sha256[SHA256_BYTES];

    if (!upload->spool.bytes) {
        faults_add(&request->faults, "", "empty", "The document has no bytes; curl -T FILE sends a file");
        request_refuse(request, PROBLEM_INVALID_BODY, NULL);
        return;
    }
    crypto_hash_sha256_final(&upload->sha256, sha256);
    sodium_bin2hex(upload->sha256_text, sizeof upload->sha256_text, sha256, sizeof sha256);
    if (!has_expected_digests(upload, sha256))
        request_refuse(request, PROBLEM_DIGEST_MISMATCH,
                       arena_printf(&request->arena,
                                    "The digest that was sent is of other bytes than the %llu that arrived.",
                                    (unsigned long long)upload->spool.bytes));
}

/* The first type that is called so, and that the name and Content-Type allow, if there are any. */
static const struct stream_type *find_type(const struct upload *upload, const char *content)
{
    for (size_t i = 0; i < upload->rules->count; i++) {
        const struct stream_type *type = &upload->rules->types[i];

        if (stream_is_recognised(type, content) && (!upload->declared || upload->declared == type) &&
            (!upload->ending || stream_has_ending(type, upload->ending)))
            return type;
    }
    return NULL;
}

void upload_settle(struct request *request, const char *content)
{
    struct upload *upload = request->upload;
    struct arena *arena = &request->arena;
    const char *claim = "";

    if (!content) {
        request_refuse(request, PROBLEM_INTERNAL, NULL);
        return;
    }
    upload->type = find_type(upload, content);
    if (upload->type)
        return;
    if (upload->ending)
        claim = arena_printf(arena, " Its name ends in .%s.", upload->ending);
    if (upload->declared)
        claim = arena_printf(arena, "%s It came as %s.", claim, upload->declared->name);
    request_refuse(request, PROBLEM_MEDIA_TYPE,
                   arena_printf(arena, "The document's content is %.100s.%s What is taken is %s.", content, claim,
                                list_endings(request)));
}

void upload_close(struct upload *upload)
{
    if (upload)
        spool_close(&upload->spool);
}
