using System.IO.Compression;
using System.Text;
using MultimodalEmbeddings.Data;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Data;

/// <summary>Caption files of a few lines.</summary>
internal sealed class CaptionFolder : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <returns>The path of the file.</returns>
    public string Write(string text, string name = "captions") => Write(Encoding.UTF8.GetBytes(text), name);

    public string Write(byte[] bytes, string name = "captions")
    {
        File.WriteAllBytes(_folder.File(name), bytes);
        return _folder.File(name);
    }

    public string WriteCompressed(string text)
    {
        using var writer = new StreamWriter(new GZipStream(File.Create(_folder.File("captions.gz")), CompressionLevel.SmallestSize));
        writer.Write(text);
        return _folder.File("captions.gz");
    }

    /// <returns>A folder of empty files.</returns>
    public string WithImages(params string[] names)
    {
        foreach (var name in names)
        {
            var path = Path.Combine(_folder.FullName, "images", name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, []);
        }

        return Directory.CreateDirectory(_folder.File("images")).FullName;
    }

    /// <summary>The problem of a file that a reading refuses.</summary>
    public static CaptionProblem Refused(Action read) => Assert.Throws<CaptionFormatException>(read).Problem;

    /// <summary>Image and text of each caption.</summary>
    public static (string Image, string Text)[] Pairs(CaptionSet captions) =>
        [.. captions.Captions.Select(caption => (caption.Image, caption.Text))];

    public void Dispose() => _folder.Dispose();
}
