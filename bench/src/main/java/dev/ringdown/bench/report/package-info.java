/**
 * What a run says in the end, for people and for machines. Used by the main thread. It must not know how a number was
 * measured.
 */
@NullMarked
package dev.ringdown.bench.report;

import org.jspecify.annotations.NullMarked;
