using System.Text.Json;
using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Transformers;
using TorchSharp;
using static TorchSharp.torch;

namespace MultimodalEmbeddings.Tests.Transformers;

/// <summary>Hidden states and poolings of reference/encoders.</summary>
[Collection(UsesTorch.Name)]
[Trait(Category.Name, Category.Reference)]
public class TransformersReferenceTests
{
    private const string Expected = "expected.safetensors";

    public static IEnumerable<TheoryDataRow<string>> Models() => SharedFolder.ReferenceFolders("encoders/models", Expected);

    [Theory]
    [MemberData(nameof(Models))]
    public void Hidden_states_equal_the_reference(string name)
    {
        using var golden = new GoldenEncoder(name);
        using var scope = NewDisposeScope();
        using var gradients = no_grad();

        foreach (var part in golden.Parts)
        {
            var batch = golden.Batch(part);
            var states = golden.Model.forward(batch);

            for (var layer = 0; layer < states.Count; layer++)
            {
                var tensor = layer < states.Count - 1 ? $"{part}.hidden_states.{layer}" : $"{part}.last_hidden_state";
                var found = GoldenEncoder.Packed(states[layer], batch);
                var difference = GoldenTensor.LargestDifference(found, golden.Floats(tensor));
                Assert.True(difference <= golden.Tolerance, $"{tensor}: {difference}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Hidden_states_are_as_near_to_float64_as_the_reference(string name)
    {
        using var golden = new GoldenEncoder(name);
        using var scope = NewDisposeScope();
        using var gradients = no_grad();

        foreach (var part in golden.Parts)
        {
            var batch = golden.Batch(part);
            using var exact = GoldenTensor.Float64(golden.Tensors[$"{part}.last_hidden_state.f64"]);
            using var found = tensor(GoldenEncoder.Packed(golden.Model.forward(batch)[^1], batch), [.. exact.shape]);

            var difference = (found.to(ScalarType.Float64) - exact).abs().max().item<double>();
            Assert.InRange(difference, 0, 4 * golden.DifferenceToFloat64(part));
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void In_float64_the_last_hidden_state_equals_the_reference(string name)
    {
        using var golden = new GoldenEncoder(name);
        using var scope = NewDisposeScope();
        using var gradients = no_grad();
        golden.Model.to(ScalarType.Float64);

        foreach (var part in golden.Parts)
        {
            var batch = golden.Batch(part);
            using var expected = GoldenTensor.Float64(golden.Tensors[$"{part}.last_hidden_state.f64"]);
            var found = golden.Model.forward(batch)[^1][batch.Attended.to(ScalarType.Bool)];

            Assert.InRange((found - expected).abs().max().item<double>(), 0, golden.ExactTolerance);
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Poolings_equal_the_reference(string name)
    {
        using var golden = new GoldenEncoder(name);
        using var scope = NewDisposeScope();
        using var gradients = no_grad();

        foreach (var part in golden.Parts)
        {
            var batch = golden.Batch(part);
            foreach (var (tensor, pooling) in GoldenPoolings.All.Where(it => golden.Has($"{part}.pool.{it.Name}")))
            {
                var found = PooledEmbeddings.Compute(pooling, golden.Model, batch);
                var expected = golden.Floats($"{part}.pool.{tensor}");
                var difference = GoldenTensor.LargestDifference(ParameterMemory.Of(found.contiguous()), expected);
                Assert.True(difference <= golden.Tolerance, $"{part}, {pooling}: {difference}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void The_poolers_output_is_there_where_the_reference_has_one(string name)
    {
        using var golden = new GoldenEncoder(name);
        using var scope = NewDisposeScope();
        using var gradients = no_grad();

        foreach (var part in golden.Parts)
        {
            Assert.Equal(golden.Has($"{part}.pooler_output"), golden.Model.Pooler is not null);
            if (golden.Model.Pooler is { } pooler)
            {
                var found = pooler.forward(golden.Model.forward(golden.Batch(part))[^1].select(1, 0));
                var expected = golden.Floats($"{part}.pooler_output");
                var difference = GoldenTensor.LargestDifference(ParameterMemory.Of(found), expected);
                Assert.True(difference <= golden.Tolerance, $"{part}: {difference}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Padding_does_not_change_a_hidden_state(string name)
    {
        using var golden = new GoldenEncoder(name);
        using var scope = NewDisposeScope();
        using var gradients = no_grad();

        var rows = golden.Rows("batch");
        var expected = golden.Floats("batch.last_hidden_state");
        var start = 0;
        foreach (var row in rows)
        {
            var alone = TokenBatch.Create([row], golden.Model.Configuration.PaddingId);
            var found = GoldenEncoder.Packed(golden.Model.forward(alone)[^1], alone);
            Assert.InRange(GoldenTensor.LargestDifference(found, expected.AsSpan(start, found.Length)), 0, golden.Tolerance);
            start += found.Length;
        }

        Assert.Equal(expected.Length, start);
    }

    /// <summary>One model folder with its expected values.</summary>
    private sealed class GoldenEncoder : IDisposable
    {
        private readonly SafetensorsFile _expected;
        private readonly string _folder;

        public GoldenEncoder(string name)
        {
            _folder = SharedFolder.RequireReference($"encoders/models/{name}");
            using var checkpoint = Checkpoint.Open(_folder);
            Model = EncoderWeights.Load(checkpoint);
            _expected = SafetensorsFile.Open(Path.Combine(_folder, Expected));
        }

        public TransformerModel Model { get; }

        /// <summary>As the reference's README says: the residual stream of ModernBERT is larger.</summary>
        public double Tolerance => Model.Configuration.ModernBert is null ? 2e-5 : 1e-4;

        /// <summary>In float64; the angles of ModernBERT's rotary embeddings are float32 in any case.</summary>
        public double ExactTolerance => Model.Configuration.ModernBert is null ? 1e-12 : 1e-5;

        public IReadOnlyDictionary<string, CheckpointTensor> Tensors => _expected.Tensors;

        public IEnumerable<string> Parts =>
            Tensors.Keys.Where(key => key.EndsWith(".input_ids", StringComparison.Ordinal)).Select(key => key.Split('.')[0]);

        public bool Has(string tensor) => Tensors.ContainsKey(tensor);

        public int[][] Rows(string part) => GoldenTensor.Rows(Tensors[$"{part}.input_ids"], Tensors[$"{part}.attention_mask"]);

        public TokenBatch Batch(string part) => TokenBatch.Create(Rows(part), Model.Configuration.PaddingId);

        public float[] Floats(string tensor) => GoldenTensor.Floats(Tensors[tensor]);

        public double DifferenceToFloat64(string part)
        {
            using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(_folder, "expected.json")));
            return document.RootElement.GetProperty(part).GetProperty("max_difference_float32_vs_float64").GetDouble();
        }

        /// <summary>[batch, tokens, hidden] to the rows of tokens that are not padding, one after another.</summary>
        public static float[] Packed(TorchSharp.torch.Tensor states, TokenBatch batch) =>
            ParameterMemory.Of(states[batch.Attended.to(ScalarType.Bool)].contiguous()).ToArray();

        public void Dispose()
        {
            Model.Dispose();
            _expected.Dispose();
        }
    }
}
