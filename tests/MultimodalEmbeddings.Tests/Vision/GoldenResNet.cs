using System.Text.Json;
using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Vision;

namespace MultimodalEmbeddings.Tests.Vision;

/// <summary>
/// A network of reference/vision/resnet: weights by formula, or in a file of <c>torch.save</c> where the reference has one.
/// </summary>
internal sealed class GoldenResNet : IDisposable
{
    private const string Suffix = "_tensors.json";
    private const string Relative = "vision/resnet";

    private readonly TemporaryFolder _temporary = new();

    public GoldenResNet(string model, string container)
    {
        var folder = SharedFolder.RequireReference(Relative);
        Report = ImageCases.Json(Path.Combine(folder, "resnet.json"));
        Model = model;
        Expected = SafetensorsFile.Open(Path.Combine(folder, "resnet.safetensors"));
        Weights = StateDictionary.Open(container.Length > 0 ? Path.Combine(folder, container) : WriteFormula());
        Network = (ResNet)ImageArchitectures.Load(Weights);
    }

    public string Model { get; }

    public JsonElement Report { get; }

    public SafetensorsFile Expected { get; }

    public StateDictionary Weights { get; }

    public ResNet Network { get; }

    public string Salt => Report.GetProperty("salt").GetString()!;

    public JsonElement Facts => Report.GetProperty("models").GetProperty(Model);

    /// <summary>Row and file of the inputs that are there.</summary>
    public IEnumerable<(int Row, string Path)> Inputs =>
        Report.GetProperty("inputs").EnumerateArray()
            .Select((input, row) => (row, ImageCases.PathOf(input.GetProperty("file").GetString()!)))
            .Where(pair => pair.Item2 is not null).Select(pair => (pair.row, pair.Item2!));

    /// <summary>One row per network and file of its weights; the file is empty where its weights are by formula only.</summary>
    public static IEnumerable<TheoryDataRow<string, string>> Cases()
    {
        var folder = Path.Combine(SharedFolder.Reference, Relative);
        var models = Directory.Exists(folder)
            ? [.. Directory.GetFiles(folder, $"*{Suffix}").Select(path => Path.GetFileName(path)[..^Suffix.Length]).Order()]
            : Array.Empty<string>();
        return models.Length == 0
            ? [new TheoryDataRow<string, string>("", "") { Skip = $"{folder} is absent or has no *{Suffix}." }]
            : models.SelectMany(
                model => Containers(folder, models, model), (model, file) => new TheoryDataRow<string, string>(model, file));
    }

    /// <summary>Names and shapes of the state dict, as Python lists them.</summary>
    public static IEnumerable<TensorSpecification> Listed(string model) =>
        ImageCases.Json(SharedFolder.RequireReference($"{Relative}/{model}{Suffix}")).EnumerateArray().Select(
            entry => new TensorSpecification(
                entry.GetProperty("name").GetString()!,
                [.. entry.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64())]));

    public static bool IsStepCount(string name) => name.EndsWith("num_batches_tracked", StringComparison.Ordinal);

    public void Dispose()
    {
        Network.Dispose();
        Weights.Dispose();
        Expected.Dispose();
        _temporary.Dispose();
    }

    /// <summary>The files whose names begin with the model's, and with no longer one.</summary>
    private static string[] Containers(string folder, string[] models, string model)
    {
        bool IsOf(string file, string name) => file.StartsWith($"{name}_", StringComparison.Ordinal);
        string[] files =
        [
            .. Directory.GetFiles(folder, "*.pth").Select(path => Path.GetFileName(path)).Order()
                .Where(file => models.Where(name => IsOf(file, name)).MaxBy(name => name.Length) == model),
        ];
        return files.Length > 0 ? files : [""];
    }

    private string WriteFormula()
    {
        var path = _temporary.File($"{Model}.safetensors");
        var salt = Salt;
        var tensors = Listed(Model).Where(tensor => !IsStepCount(tensor.Name));
        SafetensorsWriter.Write(path, [.. tensors.Select(tensor => FormulaWeights.ToWrite(tensor, salt))]);
        return path;
    }
}
