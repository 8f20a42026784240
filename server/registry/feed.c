#include "registry/feed.h"

#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <unistd.h>

enum { MOST_LISTENERS = 256 };

struct feed {
    _Atomic int64_t head;
    int changed_fd;
    pthread_mutex_t lock; /* of the listeners */
    int listeners[MOST_LISTENERS];
    unsigned listener_count;
};

static void signal_event(int fd)
{
    const uint64_t one = 1;

    while (write(fd, &one, sizeof one) < 0 && errno == EINTR)
        ;
}

struct feed *feed_create(void)
{
    struct feed *feed = calloc(1, sizeof *feed);

    if (!feed)
        abort();
    atomic_init(&feed->head, -1);
    pthread_mutex_init(&feed->lock, NULL);
    feed->changed_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (feed->changed_fd < 0) {
        free(feed);
        return NULL;
    }
    return feed;
}

void feed_destroy(struct feed *feed)
{
    if (!feed)
        return;
    close(feed->changed_fd);
    pthread_mutex_destroy(&feed->lock);
    free(feed);
}

int64_t feed_head(const struct feed *feed)
{
    return atomic_load(&feed->head);
}

void feed_set_head(struct feed *feed, int64_t position)
{
    if (position <= atomic_load(&feed->head))
        return;
    atomic_store(&feed->head, position);
    pthread_mutex_lock(&feed->lock);
    for (unsigned i = 0; i < feed->listener_count; i++)
        signal_event(feed->listeners[i]);
    pthread_mutex_unlock(&feed->lock);
}

bool feed_listen(struct feed *feed, int event_fd)
{
    bool has_room;

    pthread_mutex_lock(&feed->lock);
    has_room = feed->listener_count < MOST_LISTENERS;
    if (has_room)
        feed->listeners[feed->listener_count++] = event_fd;
    pthread_mutex_unlock(&feed->lock);
    return has_room;
}

void feed_stop_listening(struct feed *feed, int event_fd)
{
    pthread_mutex_lock(&feed->lock);
    for (unsigned i = 0; i < feed->listener_count; i++) {
        if (feed->listeners[i] == event_fd)
            feed->listeners[i--] = feed->listeners[--feed->listener_count];
    }
    pthread_mutex_unlock(&feed->lock);
}

void feed_note_change(struct feed *feed)
{
    signal_event(feed->changed_fd);
}

int feed_descriptor(const struct feed *feed)
{
    return feed->changed_fd;
}
