/* route.h: the tree of paths; only for contract.c, others ask contract_route. */
#pragma once
#include "contract/contract.h"

struct route_node;

struct route_node *route_tree_create(struct arena *arena);

/* False when the path has an operation for this method already. */
bool route_tree_add(struct route_node *tree, const struct operation *operation, struct arena *arena);

bool route_tree_find(const struct route_node *tree, const char *path, struct arena *arena, struct route *ret_route);
