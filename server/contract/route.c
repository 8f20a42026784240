/* route.c: from a path to its operations, by a tree with one level for each segment.
 * Matching walks the path once and allocates nothing but the values of parameters. */
#include "contract/route.h"

#include <stdlib.h>
#include <string.h>

#include "contract/contract.h"

struct route_node {
    const char *segment; /* NULL for a parameter */
    size_t segment_bytes;
    struct route_node *literals; /* children by their first sibling */
    struct route_node *parameter;
    struct route_node *next; /* sibling */
    const struct operation *by_method[METHOD_COUNT];
    bool ends_here; /* at least one method */
};

static const char *const method_names[METHOD_COUNT] = {"GET", "POST", "PUT", "PATCH", "DELETE"};

enum method method_parse(const char *name)
{
    if (!strcmp(name, "HEAD"))
        return METHOD_GET;
    for (unsigned i = 0; i < METHOD_COUNT; i++)
        if (!strcmp(method_names[i], name))
            return (enum method)i;
    return METHOD_COUNT;
}

const char *method_name(enum method method)
{
    return method < METHOD_COUNT ? method_names[method] : "";
}

struct route_node *route_tree_create(struct arena *arena)
{
    return arena_alloc(arena, sizeof(struct route_node));
}

static struct route_node *find_literal(const struct route_node *node, const char *segment, size_t bytes)
{
    struct route_node *child;

    for (child = node->literals; child; child = child->next)
        if (child->segment_bytes == bytes && !memcmp(child->segment, segment, bytes))
            return child;
    return NULL;
}

static struct route_node *add_child(struct route_node *node, const char *segment, size_t bytes, struct arena *arena)
{
    struct route_node *child;

    if (*segment == '{') {
        if (!node->parameter)
            node->parameter = arena_alloc(arena, sizeof *child);
        return node->parameter;
    }
    child = find_literal(node, segment, bytes);
    if (child)
        return child;
    child = arena_alloc(arena, sizeof *child);
    child->segment = segment;
    child->segment_bytes = bytes;
    child->next = node->literals;
    node->literals = child;
    return child;
}

bool route_tree_add(struct route_node *tree, const struct operation *operation, struct arena *arena)
{
    const char *at = operation->path;

    while (*at == '/') {
        size_t bytes = strcspn(++at, "/");

        tree = add_child(tree, at, bytes, arena);
        at += bytes;
    }
    if (tree->by_method[operation->method])
        return false;
    tree->by_method[operation->method] = operation;
    tree->ends_here = true;
    return true;
}

/* A parameter's value before it is copied out of the path. */
struct slice {
    const char *text;
    size_t bytes;
};

/* The node at the end of `path`, the values of the parameters on the way in `slices`. Where a literal leads nowhere in
 * the end, the parameter beside it is tried; the depth is that of the contract's longest path, whatever a client sends.
 */
static const struct route_node *walk(const struct route_node *node, const char *path, struct slice *slices,
                                     size_t *count)
{
    const struct route_node *found = NULL;
    const struct route_node *child;
    size_t bytes;

    if (!*path)
        return node->ends_here ? node : NULL;
    path++;
    bytes = strcspn(path, "/");
    child = find_literal(node, path, bytes);
    if (child)
        found = walk(child, path + bytes, slices, count);
    if (found || !node->parameter || !bytes)
        return found;
    slices[(*count)++] = (struct slice){path, bytes};
    found = walk(node->parameter, path + bytes, slices, count);
    *count -= !found;
    return found;
}

bool route_tree_find(const struct route_node *tree, const char *path, struct arena *arena, struct route *ret_route)
{
    struct slice slices[MOST_PATH_PARAMETERS];
    const struct route_node *node;
    size_t count = 0;

    if (*path != '/')
        return false;
    node = walk(tree, path, slices, &count);
    if (!node)
        return false;
    memcpy(ret_route->by_method, node->by_method, sizeof node->by_method);
    ret_route->path_value_count = count;
    for (size_t i = 0; i < count; i++)
        ret_route->path_values[i] = arena_copy(arena, slices[i].text, slices[i].bytes);
    return true;
}
