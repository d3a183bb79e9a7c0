package dev.ringdown.event;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.ringdown.topic.Segments;

/** What the attributes of an event may be: CloudEvents 1.0, and what the gateway asks for beyond it. */
final class AttributeRules {
    private static final int MAX_ATTRIBUTE_LENGTH = 1024;
    private static final int MAX_EXTENSION_NAME_LENGTH = 20; // CloudEvents 1.0 section 3.1, a SHOULD; here a limit

    private AttributeRules() {}

    /** Sets an attribute that was given as text. */
    static void set(EventAttributes event, String name, String value) throws InvalidEventException {
        checkText(name, value);
        switch (name) {
            case "specversion" -> event.specVersion = value;
            case "id" -> event.id = value;
            case "source" -> event.source = value;
            case "type" -> event.type(value);
            case "subject" -> event.subject = value;
            case "parents" -> event.parents = value;
            case "time" -> event.time = value;
            case "datacontenttype" -> event.dataContentType = value;
            case "customerid" -> event.customerId = value;
            case "agentids" -> event.agentIds = value;
            default -> setExtension(event, name, value, quoted(value));
        }
    }

    /**
     * Sets an attribute that CloudEvents does not name.
     *
     * @param value as it is shown to whoever sent it, if it may not be so
     * @param json the same as it stands in the message
     */
    static void setExtension(EventAttributes event, String name, String value, String json)
            throws InvalidEventException {
        switch (name) {
            case "data" -> throw InvalidEventException.malformed(name, value, "in the body, not an attribute");
            case "data_base64" -> throw InvalidEventException.malformed(name, value, "JSON in data");
            case "sequence" -> throw InvalidEventException.malformed(name, value, "absent, the log assigns it");
            case "specversion",
                    "id",
                    "source",
                    "type",
                    "subject",
                    "parents",
                    "time",
                    "datacontenttype",
                    "customerid",
                    "agentids" -> throw InvalidEventException.malformed(name, value, "a string");
            default -> {
                if (!isExtensionName(name)) {
                    throw InvalidEventException.malformed("attribute name", name, "1 to 20 of a-z 0-9");
                }
                event.extensions.put(name, json);
            }
        }
    }

    private static boolean isExtensionName(String name) {
        return !name.isEmpty()
                && name.length() <= MAX_EXTENSION_NAME_LENGTH
                && name.chars().allMatch(c -> c >= 'a' && c <= 'z' || c >= '0' && c <= '9');
    }

    /** Whether there is what every CloudEvent must have (section 3.1). */
    static void checkCloudEvent(EventAttributes event) throws InvalidEventException {
        if (!"1.0".equals(event.specVersion)) {
            throw InvalidEventException.malformed(
                    "specversion", event.specVersion == null ? "missing" : event.specVersion, "1.0");
        }
        if (event.id == null) {
            throw InvalidEventException.malformed("id", "missing", "a text unique within source");
        }
        if (event.source == null) {
            throw InvalidEventException.malformed("source", "missing", "a URI reference");
        }
    }

    /** Whether a text may stand in an attribute. */
    static void checkText(String field, String value) throws InvalidEventException {
        if (value.isEmpty() || value.length() > MAX_ATTRIBUTE_LENGTH) {
            throw InvalidEventException.malformed(field, value, "1 to " + MAX_ATTRIBUTE_LENGTH + " characters");
        }
        String fault = AttributeText.faultOf(value);
        if (fault != null) {
            throw InvalidEventException.malformed(field, fault, "Unicode text");
        }
    }

    /** An underscore tells events from control messages, whose types never have one. */
    static void checkType(EventAttributes event) throws InvalidEventException {
        String expected = "<resource>_<action>, 3 to 128 of A-Z a-z 0-9 . _ -";
        if (!event.hasType()) {
            throw InvalidEventException.malformed("type", "missing", expected);
        }
        if (!isType(event.type())) {
            throw InvalidEventException.malformed("type", event.type(), expected);
        }
    }

    /** Whether the text is the type of an event. */
    static boolean isType(String text) {
        int underscore = text.indexOf('_');
        if (underscore < 1 || underscore == text.length() - 1 || text.length() > Segments.MAX_TYPE_LENGTH) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (!Segments.isTypeCharacter(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    static void checkContentType(EventAttributes event) throws InvalidEventException {
        if (event.dataContentType != null && !DataContentType.isJson(event.dataContentType)) {
            throw InvalidEventException.malformed(
                    "datacontenttype", event.dataContentType, "application/json, or a type that ends with +json");
        }
    }

    static void checkTime(String time) throws InvalidEventException {
        if (!Rfc3339.isDateTime(time)) {
            throw InvalidEventException.malformed("time", time, "RFC 3339, such as 2026-11-23T10:15:30.123Z");
        }
    }

    private static String quoted(String value) {
        return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(value)) + '"';
    }
}
