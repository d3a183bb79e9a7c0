/**
 * Attackers in a process of their own, which has what the server and the honest leave of the processors: as if they had a machine of
 * their own. It is told what to do on its standard input and answers on its standard output, a JSON object a line; when the
 * input ends, it ends. Both ends run on the thread that has the trial or the attack, with a thread each that reads lines. It must not
 * know what an attack does.
 */
@NullMarked
package dev.ringdown.torture.apart;

import org.jspecify.annotations.NullMarked;
