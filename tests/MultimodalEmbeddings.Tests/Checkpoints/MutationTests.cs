using System.Text;
using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Checkpoints;

/// <summary>
/// Whatever happens to a file, reading it succeeds or raises a <see cref="CheckpointException"/>; each test sees both.
/// </summary>
[Trait(Category.Name, Category.Unit)]
public sealed class MutationTests : IDisposable
{
    private const string Header =
        """
        {"__metadata__":{"format":"pt"},"a":{"dtype":"F32","shape":[2,1],"data_offsets":[0,8]},
        "b":{"dtype":"BF16","shape":[2],"data_offsets":[8,12]},"c":{"dtype":"U8","shape":[],"data_offsets":[12,13]}}
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_mutated_safetensors_header_loads_or_is_refused() => Survives(20_000, Header, mutated =>
    {
        var header = SafetensorsHeader.Parse("x", mutated, dataLength: 13);
        Assert.Equal(13, header.Entries.Sum(entry => entry.End - entry.Begin));
    });

    [Fact]
    public void A_safetensors_file_mutated_in_its_length_loads_or_is_refused() =>
        Survives(1_000, Encoding.UTF8.GetString(RawSafetensors.Of("{}")), mutated =>
        {
            File.WriteAllBytes(_folder.File("x"), mutated);
            SafetensorsFile.Open(_folder.File("x")).Dispose();
        });

    [Fact]
    public void A_mutated_configuration_loads_or_is_refused()
    {
        TinyCheckpoint.Write(_folder.FullName, TinyCheckpoint.Tensors());

        Survives(1_000, File.ReadAllText(_folder.File("config.json")), mutated =>
        {
            File.WriteAllBytes(_folder.File("config.json"), mutated);
            Checkpoint.Open(_folder.FullName).Dispose();
        });
    }

    [Theory]
    [InlineData("modules.json")]
    [InlineData("1_Pooling/config.json")]
    [InlineData("sentence_bert_config.json")]
    [InlineData("config_sentence_transformers.json")]
    public void A_mutated_layout_loads_or_is_refused(string file)
    {
        var pooling = new PoolingSettings(["cls"]);
        new SentenceTransformersLayout { TokenPooling = pooling, Normalize = true, Text = new TextSettings(32) }
            .Write(_folder.FullName, 2);

        Survives(500, File.ReadAllText(_folder.File(file)), mutated =>
        {
            File.WriteAllBytes(_folder.File(file), mutated);
            Assert.NotNull(SentenceTransformersLayout.Read(_folder.FullName));
        });
    }

    private static void Survives(int rounds, string original, Action<byte[]> read)
    {
        var random = new Random(20250703);
        var (loaded, refused) = (0, 0);
        for (var round = 0; round < rounds; round++)
        {
            try
            {
                read(Mutation.Of(Encoding.UTF8.GetBytes(original), random));
                loaded++;
            }
            catch (CheckpointException)
            {
                refused++;
            }
        }

        Assert.True(loaded > 0 && refused > 0, $"{loaded} loaded, {refused} were refused.");
    }
}
