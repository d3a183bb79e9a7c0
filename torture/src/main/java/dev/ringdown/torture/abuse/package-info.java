/**
 * What one peer could do to everybody else: scenarios of abuse, the attackers who play them, honest clients of another
 * customer beside them, and what must hold of those while it lasts and of the server afterwards. An attack runs on the
 * thread that asks for it or in another process, the honest have a thread of their own. It must not know who runs the
 * server, nor where: the tests have one with small limits, {@code ./run torture --abuse} one as it comes.
 */
@NullMarked
package dev.ringdown.torture.abuse;

import org.jspecify.annotations.NullMarked;
