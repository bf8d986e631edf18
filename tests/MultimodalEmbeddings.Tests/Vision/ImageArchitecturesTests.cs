using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Vision;

namespace MultimodalEmbeddings.Tests.Vision;

[Collection(UsesTorch.Name)]
[Trait(Category.Name, Category.Unit)]
public sealed class ImageArchitecturesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Path => _folder.File("network.safetensors");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Networks_are_known_by_their_tensors()
    {
        Assert.Equal(("ResNet-12", 16), Loaded(SmallNetworks.Basic.Tensors));
        Assert.Equal(("ResNet-17", 64), Loaded(SmallNetworks.Bottlenecks.Tensors));
        Assert.Equal(("MobileNetV2", 9), Loaded(SmallNetworks.MobileNet));
    }

    [Fact]
    public void A_classifier_counts_of_training_and_wrappers_do_not_matter()
    {
        TensorSpecification[] besides = [new("fc.weight", [10, 16]), new("fc.bias", [10]), new("bn1.num_batches_tracked", [])];
        var tensors = SmallNetworks.Basic.Tensors.Concat(besides);

        Assert.Equal(("ResNet-12", 16), Loaded(tensors.Select(it => it with { Name = $"state_dict.module.{it.Name}" })));
        Assert.Equal(
            ("ResNet-12", 16),
            Loaded(tensors.Select(it => it with { Name = $"model.{it.Name}" }).Append(new("optimizer.state", [3]))));
    }

    [Theory]
    [InlineData("features.0.weight", "VGG or AlexNet")]
    [InlineData("cls_token", "ViT under the names of timm")]
    [InlineData("conv_proj.weight", "ViT under the names of torchvision")]
    [InlineData("visual.class_embedding", "CLIP under the names of OpenAI and OpenCLIP")]
    [InlineData("vision_model.embeddings.patch_embedding.weight", "SigLIP or another relative of CLIP")]
    [InlineData("text_model.embeddings.token_embedding.weight", "CLIP's text tower alone")]
    [InlineData("features.1.block.0.0.weight", "MobileNetV3")]
    [InlineData("resnet.embedder.embedder.convolution.weight", "a ResNet under the names of transformers")]
    [InlineData("embeddings.word_embeddings.weight", "a text encoder")]
    [InlineData("something.else", "something.else")]
    public void Another_network_is_refused_by_name(string tensor, string name)
    {
        var exception = Assert.Throws<CheckpointException>(() => Loaded([new(tensor, [4, 3, 7, 7])]));

        Assert.Contains($"network.safetensors holds tensors of {name}", exception.Message, StringComparison.Ordinal);
        Assert.Contains("what is read is ResNet", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wider_bottleneck_is_refused_by_name()
    {
        var tensors = SmallNetworks.Bottlenecks.Tensors.Select(
            it => it.Name == "layer1.0.conv1.weight" ? it with { Shape = [4, 2, 1, 1] } : it);

        var exception = Assert.Throws<CheckpointException>(() => Loaded(tensors));

        Assert.Contains("ResNeXt or a Wide ResNet", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_variant_with_tensors_besides_is_refused()
    {
        var exception = Assert.Throws<CheckpointException>(
            () => Loaded(SmallNetworks.Bottlenecks.Tensors.Append(new("layer1.0.se.fc1.weight", [1, 8, 1, 1]))));

        Assert.Contains("ResNet-17 and others besides: layer1.0.se.fc1.weight", exception.Message, StringComparison.Ordinal);
    }

    public static TheoryData<string> SomeTensors() =>
        new(SmallNetworks.Basic.Tensors.Where((_, index) => index % 7 == 3).Select(it => it.Name).Where(name => !Tells(name)));

    [Theory]
    [MemberData(nameof(SomeTensors))]
    public void A_missing_tensor_is_named(string name)
    {
        var exception = Assert.Throws<CheckpointMismatchException>(
            () => Loaded(SmallNetworks.Basic.Tensors.Where(tensor => tensor.Name != name)));

        Assert.Equal((name, "nothing"), (exception.TensorName, exception.Found));
    }

    [Theory]
    [MemberData(nameof(SomeTensors))]
    public void A_tensor_of_another_shape_is_named(string name)
    {
        var exception = Assert.Throws<CheckpointMismatchException>(() => Loaded(SmallNetworks.Basic.Tensors.Select(
            tensor => tensor.Name == name ? tensor with { Shape = [5, .. tensor.Shape.Skip(1)] } : tensor)));

        Assert.Equal(name, exception.TensorName);
        Assert.StartsWith("[5", exception.Found, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("layer2.0.conv2.weight", float.NaN)]
    [InlineData("layer1.1.bn2.bias", float.PositiveInfinity)]
    [InlineData("layer3.0.bn1.running_var", -1)]
    [InlineData("bn1.weight", float.NegativeInfinity)]
    public void A_weight_that_is_no_number_is_refused(string name, float value)
    {
        SmallNetworks.Write(Path, SmallNetworks.Basic.Tensors, name, values => values[^1] = value);

        var exception = Assert.Throws<CheckpointException>(() => SmallNetworks.Load(Path));

        Assert.Contains(name, exception.Message, StringComparison.Ordinal);
        Assert.Contains("expected finite numbers", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Integers_are_no_weights()
    {
        var tensors = SmallNetworks.Basic.Tensors.Select(it => it.Name == "bn1.bias"
            ? new TensorToWrite(it.Name, it.Shape, ElementType.Int32, stream => stream.Write(new byte[8]))
            : FormulaWeights.ToWrite(it));
        SafetensorsWriter.Write(Path, [.. tensors]);

        Assert.Equal("bn1.bias", Assert.Throws<CheckpointMismatchException>(() => SmallNetworks.Load(Path)).TensorName);
    }

    [Fact]
    public void Tensors_with_more_elements_than_the_file_has_bytes_are_refused_before_they_are_read()
    {
        SafetensorsWriter.Write(Path, [FormulaWeights.ToWrite(new TensorSpecification("all", [1000]))]);
        using var stored = StateDictionary.Open(Path);
        string[] names = [.. Enumerable.Range(0, 10).Select(index => $"t{index}")];
        var shared = new StateDictionary(Path, names.ToDictionary(name => name, _ => stored.Tensors["all"]));

        var exception = Assert.Throws<CheckpointException>(() => ImageTensors.Require(
            shared, "a network", [.. names.Select(name => new TensorSpecification(name, [1000]))], "fc."));

        Assert.Contains("too few for the 10000 elements", exception.Message, StringComparison.Ordinal);
    }

    // Without the first convolution of the network, or of a stage's first block, the tensors are those of no ResNet.
    private static bool Tells(string name) => name.EndsWith("conv1.weight", StringComparison.Ordinal);

    [Fact]
    public void A_convolutional_network_has_no_pooling_to_choose()
    {
        SmallNetworks.Write(Path, SmallNetworks.Basic.Tensors);

        var exception = Assert.Throws<ArgumentException>(
            () => ImageEncoder.From(Path).WithPooling(ImagePooling.ClassToken).Build());

        Assert.Contains("ResNet-12", exception.Message, StringComparison.Ordinal);
        Assert.Contains("ClassToken", exception.Message, StringComparison.Ordinal);
    }

    private (string Name, int Dimension) Loaded(IEnumerable<TensorSpecification> tensors)
    {
        SmallNetworks.Write(Path, tensors);
        using var network = SmallNetworks.Load(Path);
        return (network.Architecture, network.Dimension);
    }
}
