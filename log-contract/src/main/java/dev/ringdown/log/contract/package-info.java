/**
 * What every log must do, whoever keeps it: tests that each kind of log runs in its own module. It knows the log's face and
 * events, and of how a log is kept no more than that some are filled from a journal.
 */
@NullMarked
package dev.ringdown.log.contract;

import org.jspecify.annotations.NullMarked;
