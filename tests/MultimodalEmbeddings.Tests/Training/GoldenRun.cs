using System.Text.Json;
using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Data;
using MultimodalEmbeddings.Objectives;
using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Training;
using MultimodalEmbeddings.Transformers;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MultimodalEmbeddings.Tests.Training;

/// <summary>A folder of reference/training with given token ids: initial weights, batches, expected courses.</summary>
internal sealed class GoldenRun : IDisposable
{
    private const double Temperature = 0.05; // of every course: make_training.py
    private readonly string _folder;
    private readonly EncoderConfiguration _configuration;
    private readonly SafetensorsFile _initial;
    private readonly JsonDocument _expected;

    public GoldenRun(string name)
    {
        _folder = SharedFolder.RequireReference($"training/{name}");
        _configuration = EncoderConfiguration.Read(Path.Combine(_folder, "config.json"));
        _initial = SafetensorsFile.Open(Path.Combine(_folder, "initial.safetensors"));
        _expected = JsonDocument.Parse(File.ReadAllText(Path.Combine(_folder, "expected.json")));
        Batches = ReadBatches();
    }

    public IReadOnlyList<ContrastiveBatch> Batches { get; }

    public JsonElement FirstBatch => _expected.RootElement.GetProperty("first_batch");

    public IEnumerable<GoldenCourse> Courses =>
        _expected.RootElement.GetProperty("courses").EnumerateObject().Select(course => GoldenCourse.Read(course.Name, course.Value));

    /// <summary>The model before the first step.</summary>
    /// <param name="weight">λ.</param>
    /// <param name="precision">float32, or float64 for what it gives without rounding.</param>
    public ContrastiveModel Start(double weight, ScalarType precision = ScalarType.Float32)
    {
        var features = _initial.Tensors["visn_model.mlp.dense.weight"].Shape;
        var encoder = new TransformerModel(_configuration, hasPooler: true);
        var heads = new ProjectionHeads(_configuration.HiddenSize, new SharedSpace((int)features[1], (int)features[0]));
        var settings = new ContrastiveSettings(
            Pooling.Cls, _configuration.PaddingId, Temperature, [new() { Temperature = Temperature, Weight = weight }]);
        var model = new ContrastiveModel(new EmbeddingModel(encoder, []), heads, settings);
        foreach (var (name, parameter) in Named(model))
        {
            _initial.Tensors[name].CopyTo(ParameterMemory.Of(parameter));
        }

        encoder.to(precision).train();
        heads.to(precision);
        return new ContrastiveModel(new EmbeddingModel(encoder, []), heads, settings); // other precision, other parameters
    }

    public SafetensorsFile Open(string file) => SafetensorsFile.Open(Path.Combine(_folder, file));

    /// <summary>Parameters under the names that the reference gives them.</summary>
    public IEnumerable<(string Name, Parameter Parameter)> Named(ContrastiveModel model) =>
    [
        .. model.Encoder.named_parameters().Select(pair => ($"lang_model.{_configuration.ModelType}.{pair.name}", pair.parameter)),
        .. model.Heads.named_parameters().Select(pair =>
            (pair.name.StartsWith("pooler.", StringComparison.Ordinal) ? $"lang_model.{pair.name}" : pair.name, pair.parameter)),
    ];

    public void Dispose()
    {
        _initial.Dispose();
        _expected.Dispose();
    }

    private List<ContrastiveBatch> ReadBatches()
    {
        using var file = Open("batches.safetensors");
        var batches = new List<ContrastiveBatch>();
        while (file.Tensors.TryGetValue($"{batches.Count}.input_ids", out var ids))
        {
            var rows = GoldenTensor.Rows(ids, file.Tensors[$"{batches.Count}.attention_mask"]);
            var features = file.Tensors.TryGetValue($"{batches.Count}.features", out var matrix)
                ? new FeatureMatrix(GoldenTensor.Floats(matrix), (int)matrix.Shape[0], (int)matrix.Shape[1])
                : null;
            batches.Add(new ContrastiveBatch(rows, features));
        }

        return batches;
    }
}
