@NullMarked
package dev.ringdown.journal.kafka;

import org.jspecify.annotations.NullMarked;
