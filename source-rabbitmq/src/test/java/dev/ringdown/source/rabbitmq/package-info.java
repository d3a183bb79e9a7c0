/** Tests of the source without a broker, a clock or a thread. */
@NullMarked
package dev.ringdown.source.rabbitmq;

import org.jspecify.annotations.NullMarked;
