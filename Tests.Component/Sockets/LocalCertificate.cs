using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Tests.Component.Sockets;

/// <summary>A certificate of a server on this machine, which nobody but the test trusts.</summary>
internal static class LocalCertificate
{
    /// <summary>Another one each time.</summary>
    public static X509Certificate2 Create()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), password: null);
    }
}
