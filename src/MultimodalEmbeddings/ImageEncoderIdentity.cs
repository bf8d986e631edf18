using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MultimodalEmbeddings.Vision;
using static TorchSharp.torch;

namespace MultimodalEmbeddings;

/// <summary>Tells image encoders apart that give other features.</summary>
internal static class ImageEncoderIdentity
{
    private const int Bytes = 12;

    /// <returns>Such as <c>MobileNetV2-3f29a1c07de2b4550c61d8aa</c>.</returns>
    public static string Of(ImageNetwork network, ImageEncoderOptions options)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var preparation = $"{options.Decoder.GetType().FullName} {Preparation(options.Preprocessing)}";
        hash.AppendData(Encoding.UTF8.GetBytes(preparation + network.Settings));
        foreach (var (name, tensor) in network.state_dict().OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            using var scope = NewDisposeScope();
            hash.AppendData(Encoding.UTF8.GetBytes(name));
            hash.AppendData(tensor.contiguous().bytes);
        }

        return $"{network.Architecture}-{Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, Bytes))}";
    }

    private static string Preparation(ImagePreprocessing preprocessing)
    {
        var levels = string.Join(' ', Enumerable.Range(0, 3).SelectMany(preprocessing.Levels).Select(Text));
        return $"{preprocessing.Resize} {preprocessing.Interpolation} {preprocessing.Crop} {levels}";
    }

    private static string Text(float level) => level.ToString("R", CultureInfo.InvariantCulture);
}
