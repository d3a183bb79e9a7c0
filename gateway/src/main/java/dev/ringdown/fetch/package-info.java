/** What others have, fetched by HTTP: not for longer than a time, and not more than so much. Thread-safe; nothing blocks. */
@NullMarked
package dev.ringdown.fetch;

import org.jspecify.annotations.NullMarked;
