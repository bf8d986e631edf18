using System.Text;
using MultimodalEmbeddings.Data;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Data;

[Trait(Category.Name, Category.Unit)]
public sealed class CaptionLawsTests : IDisposable
{
    private readonly CaptionFolder _folder = new();

    public static TheoryData<string> Layouts => [.. CaptionWriters.All.Keys];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Layouts))]
    public void What_is_written_is_read(string layout)
    {
        var writer = CaptionWriters.All[layout];
        var random = new Random(8);
        for (var i = 0; i < 300; i++)
        {
            var captions = CaptionWriters.Captions(random, writer.Allowed);
            var path = _folder.Write(writer.Write(captions));

            var read = writer.Read(path, CaptionReading.Strict);

            Assert.Equal(captions.Select(caption => (caption.Image, caption.Text)), CaptionFolder.Pairs(read));
            Assert.Equal(read.Captions, CaptionFile.Read(path).Captions);
        }
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void A_damaged_file_is_read_or_refused_by_name(string layout)
    {
        var writer = CaptionWriters.All[layout];
        var random = new Random(9);
        var refused = 0;
        for (var i = 0; i < 400; i++)
        {
            var sound = Encoding.UTF8.GetBytes(writer.Write(CaptionWriters.Captions(random, writer.Allowed)));
            var path = _folder.Write(Damaged(sound, random));

            var strict = Outcome(() => writer.Read(path, CaptionReading.Strict));
            var lenient = Outcome(() => writer.Read(path, CaptionReading.Lenient));
            _ = Outcome(() => CaptionFile.Read(path));

            refused += strict.Read is null ? 1 : 0;
            Assert.Equal(strict.Problem, lenient.Read?.Problems is [var first, ..] ? first : lenient.Problem);
            Assert.DoesNotContain(lenient.Read?.Captions ?? [], read => read is { Line: 0 } or { Text: "" } or { Image: "" });
        }

        Assert.InRange(refused, 40, 399);
    }

    private static (CaptionSet? Read, CaptionProblem? Problem) Outcome(Func<CaptionSet> read)
    {
        try
        {
            return (read(), null);
        }
        catch (CaptionFormatException exception)
        {
            return (null, exception.Problem);
        }
    }

    private static byte[] Damaged(byte[] bytes, Random random)
    {
        var place = random.Next(bytes.Length);
        return random.Next(4) switch
        {
            0 => bytes[..place],
            1 => [.. bytes[..place], .. bytes[(place + 1)..]],
            2 => [.. bytes[..place], .. bytes[..random.Next(bytes.Length)], .. bytes[place..]],
            _ => [.. bytes[..place], (byte)random.Next(256), .. bytes[(place + 1)..]],
        };
    }
}
