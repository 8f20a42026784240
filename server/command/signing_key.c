/* forumd signing-key create FILE: makes the key that checkpoints are signed with. */
#include <stdio.h>
#include <string.h>

#include "base/signer.h"
#include "command/command.h"

int command_signing_key(const struct config *config, char **arguments)
{
    const char *error = NULL;
    struct signer *signer;

    (void)config;
    if (!arguments[0] || strcmp(arguments[0], "create") != 0 || !arguments[1] || arguments[2]) {
        fputs("Usage: forumd signing-key create FILE\n", stderr);
        return 2;
    }
    if (!signer_create_file(arguments[1], &error)) {
        fprintf(stderr, "forumd: no signing key was made in %s: %s\n", arguments[1], error);
        return 1;
    }
    signer = signer_load(arguments[1], &error);
    if (!signer) {
        fprintf(stderr, "forumd: %s\n", error);
        return 1;
    }
    printf("%s\n", signer_id(signer));
    signer_destroy(signer);
    return 0;
}
