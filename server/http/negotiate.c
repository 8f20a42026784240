#include "http/negotiate.h"

#include "contract/words.h"
#include "http/accept.h"

static void refuse(struct request *request, const struct contract *contract, unsigned offered)
{
    struct arena *arena = &request->arena;
    const char *names[RENDITION_COUNT];
    size_t count = 0;

    for (enum rendition rendition = 0; rendition < RENDITION_COUNT; rendition++) {
        const char *suffix = contract_suffix(contract, rendition);

        if (!(offered & RENDITION_BIT(rendition)))
            continue;
        names[count++] = rendition == RENDITION_JSON || !suffix
                             ? rendition_media_type(rendition)
                             : arena_printf(arena, "%s (.%s)", rendition_media_type(rendition), suffix);
    }
    request_refuse(request, PROBLEM_NOT_ACCEPTABLE,
                   arena_printf(arena, "This answers in %s.", words_join(arena, names, count, "and")));
}

void negotiate_rendition(struct request *request, const struct contract *contract, const char *accept)
{
    const struct operation *operation = request->operation;
    unsigned offered = operation && operation->renditions ? operation->renditions : RENDITION_BIT(RENDITION_JSON);
    unsigned best = 0;

    if (request->rendition != RENDITION_COUNT)
        return;
    request->rendition = RENDITION_JSON;
    if (!operation || operation->has_handler || operation->download || operation->feed == FEED_LINES)
        return;
    for (enum rendition rendition = 0; rendition < RENDITION_COUNT; rendition++) {
        unsigned quality = accept_quality(accept, rendition_media_type(rendition));

        if (!(offered & RENDITION_BIT(rendition)) || quality <= best)
            continue;
        best = quality;
        request->rendition = rendition;
    }
    if (!best)
        refuse(request, contract, offered);
}

void negotiate_parameters(struct request *request)
{
    const struct operation *operation = request->operation;

    for (size_t i = 0; i < operation->parameter_count; i++) {
        const struct parameter *parameter = &operation->parameters[i];
        const char *names[RENDITION_COUNT];
        size_t count = 0;

        if (!request->values[i].count || !parameter->renditions ||
            parameter->renditions & RENDITION_BIT(request->rendition))
            continue;
        for (enum rendition rendition = 0; rendition < RENDITION_COUNT; rendition++)
            if (parameter->renditions & RENDITION_BIT(rendition))
                names[count++] = rendition_name(rendition);
        faults_add(&request->faults, arena_printf(&request->arena, "/%s", parameter->name), "format",
                   "%s is for %s; this is asked for as %s%s", parameter->name,
                   words_join(&request->arena, names, count, "and"), rendition_name(request->rendition),
                   parameter->renditions == RENDITION_BIT(RENDITION_JSON) ? ", which has every row" : "");
    }
}
