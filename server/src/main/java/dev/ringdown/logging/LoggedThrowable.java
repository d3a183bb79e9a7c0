package dev.ringdown.logging;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import org.jspecify.annotations.Nullable;

/** The stack trace below a line, {@code %safeEx} in {@code logback.xml}: messages of exceptions may have been chosen by strangers. Stateless. */
public final class LoggedThrowable extends ThrowableProxyConverter {
    @Override
    protected String throwableProxyToString(IThrowableProxy throwable) {
        return super.throwableProxyToString(new Told(throwable));
    }

    /** The same with messages that are {@link LogText}. */
    private record Told(IThrowableProxy original) implements IThrowableProxy {
        static @Nullable IThrowableProxy of(@Nullable IThrowableProxy throwable) {
            return throwable == null ? null : new Told(throwable);
        }

        private static @Nullable String text(@Nullable String message) {
            return message == null ? null : LogText.of(message);
        }

        @Override
        public @Nullable String getMessage() {
            return text(original.getMessage());
        }

        @Override
        public @Nullable String getOverridingMessage() {
            return text(original.getOverridingMessage());
        }

        @Override
        public String getClassName() {
            return original.getClassName();
        }

        @Override
        public StackTraceElementProxy[] getStackTraceElementProxyArray() {
            return original.getStackTraceElementProxyArray();
        }

        @Override
        public int getCommonFrames() {
            return original.getCommonFrames();
        }

        @Override
        public @Nullable IThrowableProxy getCause() {
            return of(original.getCause());
        }

        @Override
        public IThrowableProxy @Nullable [] getSuppressed() {
            IThrowableProxy[] suppressed = original.getSuppressed();
            if (suppressed == null) {
                return null;
            }
            IThrowableProxy[] told = new IThrowableProxy[suppressed.length];
            for (int i = 0; i < told.length; i++) {
                told[i] = new Told(suppressed[i]);
            }
            return told;
        }

        @Override
        public boolean isCyclic() {
            return original.isCyclic();
        }
    }
}
