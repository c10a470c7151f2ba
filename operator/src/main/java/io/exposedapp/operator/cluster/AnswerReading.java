package io.exposedapp.operator.cluster;

import com.fasterxml.jackson.core.type.TypeReference;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.ExceptionHandler;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.InputStream;

/**
 * Reads answers as the client does; one that is cut off or is a page fails as a request without an answer does, and so is asked for again. JOSDK
 * ends an informer for good, and with it the process, on an exception of Jackson's: it takes that for a kind that does not fit its class.
 */
final class AnswerReading extends KubernetesSerialization {

    @Override
    public <T> T unmarshal(InputStream answer, TypeReference<T> type) {
        try {
            return super.unmarshal(answer, type);
        } catch (RuntimeException e) {
            if (ExceptionHandler.isDeserializationException(e)) {
                Throwable why = e;
                while (why.getCause() != null) {
                    why = why.getCause();
                }
                var unread = new KubernetesClientException("the answer cannot be read: " + why.getMessage());
                unread.setStackTrace(e.getStackTrace());
                throw unread;
            }
            throw e;
        }
    }
}
