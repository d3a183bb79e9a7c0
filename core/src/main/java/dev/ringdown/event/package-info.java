/**
 * Events as they are published: reading them from the forms that publishers send, finding the topics that follow from
 * them, and writing them, once, as the CloudEvents 1.0 JSON that every receiver gets. Any thread. It knows nothing of
 * HTTP, of the log or of who receives.
 */
@NullMarked
package dev.ringdown.event;

import org.jspecify.annotations.NullMarked;
