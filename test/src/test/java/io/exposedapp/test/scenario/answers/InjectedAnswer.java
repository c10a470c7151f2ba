package io.exposedapp.test.scenario.answers;

import io.exposedapp.test.cluster.proxy.Fate;
import io.exposedapp.test.cluster.proxy.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One way in which a request goes wrong.
 *
 * @param text "503 with a Status"
 * @param meaning of it, where it goes on for a while
 */
record InjectedAnswer(String text, Meaning meaning, Fate fate) {

    /** What a client can know by it. */
    enum Meaning {
        /** The API server says that this very request is wrong, or that it fails on it. */
        ABOUT_THE_REQUEST,
        /** A race was lost. */
        RACE,
        /** Nothing is said of the request. */
        UNAVAILABLE
    }

    private record Code(int code, String reason, Meaning meaning) {
    }

    private static final List<Code> CODES = List.of(
            new Code(400, "BadRequest", Meaning.ABOUT_THE_REQUEST), new Code(401, "Unauthorized", Meaning.UNAVAILABLE),
            new Code(403, "Forbidden", Meaning.ABOUT_THE_REQUEST), new Code(404, "NotFound", Meaning.RACE),
            new Code(405, "MethodNotAllowed", Meaning.ABOUT_THE_REQUEST), new Code(409, "Conflict", Meaning.RACE),
            new Code(409, "AlreadyExists", Meaning.RACE), new Code(410, "Expired", Meaning.UNAVAILABLE),
            new Code(413, "RequestEntityTooLarge", Meaning.ABOUT_THE_REQUEST),
            new Code(415, "UnsupportedMediaType", Meaning.ABOUT_THE_REQUEST), new Code(422, "Invalid", Meaning.ABOUT_THE_REQUEST),
            new Code(429, "TooManyRequests", Meaning.UNAVAILABLE), new Code(500, "InternalError", Meaning.ABOUT_THE_REQUEST),
            new Code(502, "", Meaning.ABOUT_THE_REQUEST), new Code(503, "ServiceUnavailable", Meaning.ABOUT_THE_REQUEST),
            new Code(504, "Timeout", Meaning.ABOUT_THE_REQUEST), new Code(507, "", Meaning.ABOUT_THE_REQUEST));

    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");
    private static final String CUT_OFF = "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},\"status\":\"Fail";

    /** Those that come in the API server's place. */
    static List<InjectedAnswer> inPlace() {
        var all = new ArrayList<InjectedAnswer>();
        for (var code : CODES) {
            all.add(answered(code.code() + " " + code.reason() + " with a Status", code.meaning(), false,
                    new Reply(code.code(), JSON, status(code))));
            if (!code.reason().equals("AlreadyExists")) {
                all.add(answered(code.code() + " without a Status", Meaning.UNAVAILABLE, false,
                        new Reply(code.code(), Map.of("Content-Type", "text/plain"), "something is wrong\n")));
            }
        }
        all.add(answered("429 with Retry-After", Meaning.UNAVAILABLE, false,
                new Reply(429, Map.of("Content-Type", "text/plain", "Retry-After", "1"), "Too many requests, please try again later.\n")));
        for (int code : List.of(200, 403, 404, 502)) {
            all.add(answered(code + " with an HTML page", Meaning.UNAVAILABLE, false, page(code)));
        }
        for (int code : List.of(200, 404, 500)) {
            all.add(answered(code + " with an empty body", Meaning.UNAVAILABLE, false, new Reply(code, JSON, "")));
            all.add(answered(code + " with truncated JSON", Meaning.UNAVAILABLE, false, new Reply(code, JSON, CUT_OFF)));
        }
        all.add(new InjectedAnswer("no answer in time", Meaning.ABOUT_THE_REQUEST, new Fate.Unanswered(false)));
        all.add(new InjectedAnswer("a connection that is cut", Meaning.UNAVAILABLE, new Fate.Cut(false)));
        return List.copyOf(all);
    }

    /** Those that come once the API server has done what it was asked. */
    static List<InjectedAnswer> carriedOut() {
        var all = new ArrayList<InjectedAnswer>();
        CODES.stream().filter(code -> code.code() >= 500).forEach(code -> all.add(answered(code.code() + " with a Status, once it is done",
                Meaning.ABOUT_THE_REQUEST, true, new Reply(code.code(), JSON, status(code)))));
        all.add(answered("502 with an HTML page, once it is done", Meaning.UNAVAILABLE, true, page(502)));
        all.add(answered("200 with an empty body, once it is done", Meaning.UNAVAILABLE, true, new Reply(200, JSON, "")));
        all.add(answered("200 with truncated JSON, once it is done", Meaning.UNAVAILABLE, true, new Reply(200, JSON, CUT_OFF)));
        all.add(new InjectedAnswer("no answer in time, once it is done", Meaning.ABOUT_THE_REQUEST, new Fate.Unanswered(true)));
        all.add(new InjectedAnswer("a connection that is cut once it is done", Meaning.UNAVAILABLE, new Fate.Cut(true)));
        return List.copyOf(all);
    }

    /** It says what is not so from then on, and is not repeated: the API server has done it. */
    boolean once() {
        return text.endsWith("once it is done");
    }

    private static InjectedAnswer answered(String text, Meaning meaning, boolean carriedOut, Reply reply) {
        return new InjectedAnswer(text, meaning, new Fate.Answered(carriedOut, reply));
    }

    private static Reply page(int code) {
        return new Reply(code, Map.of("Content-Type", "text/html"), """
                <!DOCTYPE html>
                <html><head><title>Sorry</title></head><body><h1>%d</h1></body></html>
                """.formatted(code));
    }

    private static String status(Code code) {
        return """
                {"kind": "Status", "apiVersion": "v1", "metadata": {}, "status": "Failure", "message": "injected %1$d", "reason": "%2$s", \
                "details": {"name": "x", "kind": "things"}, "code": %1$d}
                """.formatted(code.code(), code.reason());
    }
}
