package io.exposedapp.test.cluster.pki;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** The authority of one cluster. Its key never leaves the JVM. */
public final class CertificateAuthority {

    private static final X500Name NAME = new Identity("exposedapp-test-cluster", List.of()).subject();
    /** A cluster lives for minutes, a demo perhaps for days. */
    private static final Duration VALID = Duration.ofDays(365);

    private final EcKey key;
    private final X509Certificate certificate;
    private final Instant now;

    private CertificateAuthority(EcKey key, Instant now) throws IOException {
        this.key = key;
        this.now = now;
        certificate = sign(NAME, key, key, new Extension(Extension.basicConstraints, true, new BasicConstraints(true).getEncoded()),
                new Extension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.digitalSignature).getEncoded()));
    }

    /** A new one, whose certificates are valid from now on. */
    public static CertificateAuthority create(Instant now) {
        try {
            return new CertificateAuthority(EcKey.generate(), now);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What clients trust. */
    public X509Certificate certificate() {
        return certificate;
    }

    /** What clients trust, as PEM. */
    public String certificatePem() {
        return pem(certificate);
    }

    /** For a client. */
    public Credentials client(Identity identity) {
        return issue(identity, KeyPurposeId.id_kp_clientAuth);
    }

    /** For a server that is called by these DNS names and IP addresses. */
    public Credentials server(String name, GeneralName... alternatives) {
        return issue(new Identity(name, List.of()), KeyPurposeId.id_kp_serverAuth, alternatives);
    }

    private Credentials issue(Identity identity, KeyPurposeId purpose, GeneralName... alternatives) {
        try {
            EcKey own = EcKey.generate();
            Extension usage = new Extension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose).getEncoded());
            X509Certificate issued = alternatives.length == 0
                    ? sign(identity.subject(), own, key, usage)
                    : sign(identity.subject(), own, key, usage,
                            new Extension(Extension.subjectAlternativeName, false, new GeneralNames(alternatives).getEncoded()));
            return new Credentials(pem(issued), own.privatePem());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private X509Certificate sign(X500Name subject, EcKey subjectKey, EcKey signer, Extension... extensions) throws IOException {
        // An hour back, for programs whose clock a test sets behind.
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(NAME, new BigInteger(64, new SecureRandom()),
                Date.from(now.minus(Duration.ofHours(1))), Date.from(now.plus(VALID)), subject, subjectKey.pair().getPublic());
        for (Extension extension : extensions) {
            builder.addExtension(extension);
        }
        try {
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(signer.pair().getPrivate())));
        } catch (OperatorCreationException | CertificateException e) {
            throw new IllegalStateException("every JDK signs with ECDSA", e);
        }
    }

    private static String pem(X509Certificate certificate) {
        try {
            return EcKey.pem("CERTIFICATE", certificate.getEncoded());
        } catch (CertificateException e) {
            throw new IllegalStateException("a certificate that we made can be encoded", e);
        }
    }
}
