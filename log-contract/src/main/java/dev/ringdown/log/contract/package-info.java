/**
 * What every log must do, whoever keeps it: tests that each kind of log runs in its own module. It knows the log's face and
 * events, and nothing of how a log is kept.
 */
@NullMarked
package dev.ringdown.log.contract;

import org.jspecify.annotations.NullMarked;
