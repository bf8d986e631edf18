using System.Runtime.InteropServices;
using System.Text.Json;
using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Checkpoints;

/// <summary>Every reference checkpoint opens, and every form of one model holds the same weights.</summary>
[Trait(Category.Name, Category.Reference)]
public class CheckpointReferenceTests
{
    private const string WeightsFile = "model.safetensors";
    private const string PlainForm = "safetensors";
    private const string Encoders = "encoders";

    public static IEnumerable<TheoryDataRow<string>> Models() => SharedFolder.ReferenceFolders("encoders/models", WeightsFile);

    public static IEnumerable<TheoryDataRow<string>> SentenceTransformers() =>
        SharedFolder.ReferenceFolders("encoders/sentence-transformers", WeightsFile);

    public static IEnumerable<TheoryDataRow<string, string>> Forms() =>
        from container in SharedFolder.ReferenceFolders("encoders/containers", "forms.json")
        from form in container.Skip is null
            ? SharedFolder.ReferenceFolders(Path.Combine("encoders/containers", container.Data), "config.json")
            : [container]
        select new TheoryDataRow<string, string>(container.Data, form.Data) { Skip = form.Skip };

    public static IEnumerable<TheoryDataRow<string>> Files()
    {
        var parent = Path.Combine(SharedFolder.Reference, Encoders);
        string[] files = !Directory.Exists(parent)
            ? []
            :
            [
                .. Directory.EnumerateFiles(parent, "*", SearchOption.AllDirectories)
                    .Where(file => Path.GetExtension(file) is ".bin" or ".pt" or ".safetensors")
                    .Select(file => Path.GetRelativePath(parent, file))
                    .Where(file => file.Split(Path.DirectorySeparatorChar)[0] != "hostile")
                    .Order(StringComparer.Ordinal),
            ];
        return files.Length > 0
            ? files.Select(file => new TheoryDataRow<string>(file))
            : [new TheoryDataRow<string>(Encoders) { Skip = $"No file of weights in {parent}." }];
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_file_of_weights_opens_and_its_numbers_are_finite(string file)
    {
        using var weights = StateDictionary.Open(SharedFolder.RequireReference(Path.Combine(Encoders, file)));

        Assert.NotEmpty(weights.Tensors);
        Assert.All(
            weights.Tensors.Values.Where(tensor => tensor.Type.ConvertsToFloat()),
            tensor => Assert.DoesNotContain(SafetensorsFileTests.Values(tensor), value => !float.IsFinite(value)));
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void A_model_opens_and_all_of_its_tensors_can_be_read(string name) => ReadAll("encoders/models", name);

    [Theory]
    [MemberData(nameof(SentenceTransformers))]
    public void A_sentence_transformers_folder_opens_as_a_checkpoint(string name) =>
        ReadAll("encoders/sentence-transformers", name);

    [Theory]
    [MemberData(nameof(Forms))]
    public void All_forms_of_a_model_hold_the_same_weights_bit_for_bit(string container, string form)
    {
        var parent = SharedFolder.RequireReference(Path.Combine("encoders/containers", container));
        var folder = Path.Combine(parent, form);
        using var plain = Checkpoint.Open(Path.Combine(parent, PlainForm));
        using var other = Checkpoint.Open(folder);

        var hasPooler = HasPooler(parent, form);
        var names = plain.Names.Where(name => hasPooler || !name.StartsWith("pooler.", StringComparison.Ordinal)).ToArray();

        Assert.NotEmpty(names);
        Assert.Equal(hasPooler, other.Contains("pooler.dense.weight"));
        Assert.Equal(plain.Configuration, other.Configuration);
        Assert.All(names, name => Assert.Equal(Bits(plain, name), Bits(other, name)));
    }

    private static bool HasPooler(string parent, string form)
    {
        using var forms = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(parent, "forms.json")));
        return forms.RootElement.GetProperty(form).GetProperty("pooler").GetBoolean();
    }

    private static void ReadAll(string parent, string name)
    {
        var folder = SharedFolder.RequireReference(Path.Combine(parent, name));
        using var checkpoint = Checkpoint.Open(folder);

        Assert.All(
            EncoderTensors.Of(checkpoint.Configuration),
            tensor => Assert.DoesNotContain(
                SafetensorsFileTests.Values(checkpoint.Find(tensor.Name, tensor.Shape)), value => !float.IsFinite(value)));
    }

    private static int[] Bits(Checkpoint checkpoint, string name)
    {
        var size = checkpoint.Configuration.HiddenSize;
        TensorSpecification[] known =
        [
            .. EncoderTensors.Of(checkpoint.Configuration),
            new("pooler.dense.weight", [size, size]),
            new("pooler.dense.bias", [size]),
        ];
        var tensor = checkpoint.Find(name, known.Single(tensor => tensor.Name == name).Shape);
        return MemoryMarshal.Cast<float, int>(SafetensorsFileTests.Values(tensor)).ToArray();
    }
}
