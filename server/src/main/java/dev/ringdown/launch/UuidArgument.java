package dev.ringdown.launch;

import dev.ringdown.topic.UuidText;
import java.util.UUID;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A UUID on the command line. Stateless. */
final class UuidArgument implements ITypeConverter<UUID> {
    @Override
    public UUID convert(String text) {
        UUID uuid = UuidText.parse(text);
        if (uuid == null) {
            throw new TypeConversionException(
                    text + " (expected: a UUID such as 5013bc52-da9a-11ee-844f-2fa34248de28)");
        }
        return uuid;
    }
}
