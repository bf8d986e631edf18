namespace MultimodalEmbeddings.Features;

/// <summary>A dataset that is a matrix of numbers.</summary>
/// <param name="Space">Its shape as it is stored.</param>
/// <param name="Shape">The matrix that it is.</param>
/// <param name="Type">How its numbers are stored.</param>
/// <param name="Layout">Where they lie.</param>
/// <param name="Filters">What its chunks went through.</param>
/// <param name="Fill">What was never written.</param>
internal sealed record Hdf5Dataset(
    Hdf5Dataspace Space,
    FeatureShape Shape,
    NumberType Type,
    Hdf5Layout Layout,
    IReadOnlyList<Hdf5Filter> Filters,
    float Fill)
{
    public static Hdf5Dataset Read(Hdf5File file, Hdf5Header header)
    {
        if (header.Find(Hdf5Message.ExternalFiles) is not null)
        {
            throw file.Unsupported("holds a dataset whose values lie in other files, which are never opened");
        }

        var space = Hdf5Dataspace.Read(file, header.Require(Hdf5Message.Dataspace));
        var type = Hdf5Datatype.Read(file, header.Require(Hdf5Message.Datatype));
        var shape = FeatureShape.Of(file.Path, space.Dimensions);
        var layout = Hdf5Layout.Read(file, header.Require(Hdf5Message.Layout));
        var filters = header.Find(Hdf5Message.Filters) is { } pipeline ? Hdf5Filter.ReadAll(file, pipeline) : [];
        return new Hdf5Dataset(space, shape, type, layout, filters, Hdf5FillValue.Read(header, type));
    }
}
